import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import Chart from '../../src/components/Chart.svelte';
import Sparkline from '../../src/components/Sparkline.svelte';
import { chartCsv } from '../../src/components/chart/copy';
import { axisOf } from '../../src/features/reports/charts';
import { setLanguage } from '../../src/i18n';
import { copyPicture } from '../../src/platform';
import { dashOf, readout, type ChartData } from '../../src/components/chart/types';

const DATA: ChartData = {
  kind: 'bar',
  title: 'Revenue by month',
  sentence: 'May was the best month.',
  labels: ['Apr', 'May'],
  series: [{ label: 'This year', values: [100, 250.5], texts: ['€100', '€250.50'] }, { label: '=Last', values: [90, 80], texts: ['€90', '€80'] }],
};

describe('a chart', () => {
  it('is read one value after the other with the arrow keys', async () => {
    const user = userEvent.setup();
    render(Chart, { chart: DATA });
    const plot = screen.getByRole('slider');
    expect(plot.getAttribute('aria-valuetext'), 'before a value is asked for, the finding is said').toBe(DATA.sentence);
    plot.focus();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(plot.getAttribute('aria-valuetext')).toBe('May: This year €250.50, =Last €80');
    await user.keyboard('{ArrowRight}');
    expect(plot.getAttribute('aria-valuenow'), 'there is nothing after the last').toBe('1');
  });

  it.each(['bar', 'line', 'area', 'stacked', 'funnel', 'heat', 'something new'])('of kind %s is drawn and has its figures as a table', (kind) => {
    render(Chart, { chart: { ...DATA, kind } });
    expect(document.querySelector('.plot svg')).not.toBeNull();
    expect(document.querySelectorAll('.plot svg rect, .plot svg path').length).toBeGreaterThan(1);
    expect(screen.getByRole('table').textContent).toContain('€250.50');
  });

  it('names every bar where there is room for a few of them, long names cut short', () => {
    const labels = ['Dining table with bench of smoked oak', 'Repair', 'Shelf for the hall with a mirror'];
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(600);
    try {
      render(Chart, { chart: { ...DATA, labels, series: [{ label: 'Sold', values: [3, 2, 1], texts: ['3', '2', '1'] }] } });
      const words = [...document.querySelectorAll('.plot svg text')].map((text) => text.textContent ?? '');
      expect(words, 'one long name must not take the others their place').toContain('Repair');
      expect(words.filter((word) => word.endsWith('…')).map((word) => word.slice(0, 6))).toEqual(['Dining', 'Shelf ']);
      expect(screen.getByRole('table').textContent, 'where it is read it is whole').toContain(labels[0]);
    } finally {
      vi.restoreAllMocks();
    }
  });

  it('of nothing but zeros is its sentence alone, since an empty frame says no more', () => {
    render(Chart, { chart: { ...DATA, sentence: 'Nothing was sold in this period.', series: [{ label: 'This year', values: [0, 0], texts: ['€0', '€0'] }] } });
    expect(screen.getByText('Nothing was sold in this period.')).toBeTruthy();
    expect(document.querySelector('.plot'), 'there is nothing to look at').toBeNull();
    expect(screen.queryByRole('button'), 'nor to copy').toBeNull();
    expect(screen.getByRole('table').textContent, 'but who reads by ear hears which months were asked').toContain('Apr');
  });

  it('is copied as CSV that no spreadsheet takes for a formula', async () => {
    const user = userEvent.setup();
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    render(Chart, { chart: DATA });
    await user.click(screen.getByRole('button', { name: 'Copy as CSV' }));
    expect(write).toHaveBeenCalledWith("Revenue by month,This year,'=Last\r\nApr,100,90\r\nMay,250.5,80\r\n");
    await screen.findByText('Copied.');
    expect(chartCsv({ ...DATA, labels: ['a,"b"', 'c'] })).toContain('"a,""b""",100,90');
  });

  it('is copied so that a German spreadsheet takes it apart into columns and numbers', () => {
    setLanguage('de', 'DE');
    try {
      expect(chartCsv({ ...DATA, labels: ['a;b', '1,5'] })).toBe("Revenue by month;This year;'=Last\r\n\"a;b\";100;90\r\n1,5;250,5;80\r\n");
    } finally {
      setLanguage('en');
    }
  });

  it('names the column of its places by what they are, so that no spreadsheet takes the first column for one without a head', () => {
    expect(chartCsv({ ...DATA, axis: 'Month' }).split('\r\n')[0]).toBe("Month,This year,'=Last");
    expect(chartCsv(DATA).split(',')[0], 'what the chart shows says more than nothing').toBe('Revenue by month');
    expect(chartCsv({ ...DATA, title: '' }).split(',')[0], 'small bars have no title').toBe('May was the best month.');
    expect(chartCsv({ ...DATA, axis: '=Month' }).split(',')[0], 'nor for a formula').toBe("'=Month");
    render(Chart, { chart: { ...DATA, axis: 'Month' } });
    expect(screen.getByRole('columnheader', { name: 'Month' })).toBeTruthy();
  });

  it('of a report takes the name of its places from the column that they stand in', () => {
    const table = (columns: string[], rows: string[][]) => ({ title: '', columns: columns.map((label) => ({ label, align: 'left' })), rows, truncated: 0 });
    const tables = [table(['Product', 'Sold'], [['Chair', '3']]), table(['Sales', 'Month'], [['3', 'Apr'], ['5', 'May']])];
    expect(axisOf(['Apr', 'May'], tables)).toBe('Month');
    expect(axisOf(['Week 1', 'Week 2'], tables), 'weeks are no months').toBe('');
    expect(axisOf([], tables)).toBe('');
  });

  it('tells series apart without their colours', () => {
    expect(dashOf(0)).not.toBe(dashOf(1));
    expect(readout({ ...DATA, series: DATA.series.slice(0, 1) }, 0), 'a single series needs no name').toBe('Apr: €100');
  });
});

describe('a sparkline', () => {
  it('is said as a sentence and survives having no values', () => {
    render(Sparkline, { chart: { ...DATA, title: '', sentence: 'Nothing yet', labels: [], series: [] } });
    expect(screen.getByRole('img', { name: 'Nothing yet' })).toBeTruthy();
    expect(screen.queryByRole('button'), 'there is nothing to copy').toBeNull();
  });

  it('has its figures as a table, and is copied from its menu with the keyboard alone', async () => {
    const user = userEvent.setup();
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    render(Sparkline, { chart: DATA });
    expect(screen.getByRole('table').textContent).toContain('€250.50');
    await user.tab();
    expect(document.activeElement, 'the bars are a button that has the menu').toBe(screen.getByRole('button', { name: 'Revenue by month. May was the best month.' }));
    await user.keyboard('{Enter}');
    expect(screen.getByRole('menuitem', { name: 'Copy as picture' })).toBeTruthy();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(write).toHaveBeenCalledWith(chartCsv(DATA));
    await screen.findByText('Copied.');
  });

  it('inside a link is a drawing and nothing to press', () => {
    render(Sparkline, { chart: DATA, still: true });
    expect(screen.getByRole('img')).toBeTruthy();
    expect(screen.queryByRole('button'), 'a button in a link is reached by neither').toBeNull();
  });
});

describe('a picture for the clipboard', () => {
  afterEach(() => vi.unstubAllGlobals());
  const drawn = async () => new Blob(['x'], { type: 'image/png' });

  it('is handed over before anything is waited for, so that the engine still knows of the click', async () => {
    const items: unknown[] = [];
    vi.stubGlobal('ClipboardItem', class { constructor(content: unknown) { items.push(content); } });
    const write = vi.fn().mockResolvedValue(undefined);
    vi.stubGlobal('navigator', { clipboard: { write } });
    const done = copyPicture(drawn);
    expect(write, 'asked in the same moment').toHaveBeenCalledTimes(1);
    await done;
    expect(items.length).toBe(1);
  });

  it('goes as a picture within a selection where the clipboard is refused', async () => {
    vi.stubGlobal('navigator', { clipboard: { write: vi.fn().mockRejectedValue(new Error('not allowed')) } });
    vi.stubGlobal('ClipboardItem', class {});
    const decode = vi.spyOn(HTMLImageElement.prototype, 'decode').mockResolvedValue();
    let copied = '';
    document.execCommand = (command) => { copied = `${command}: ${document.querySelectorAll('[contenteditable] img, div > img').length}`; return true; };
    await copyPicture(drawn);
    expect(copied).toBe('copy: 1');
    expect(document.querySelector('img'), 'nothing is left in the page').toBeNull();
    document.execCommand = () => false;
    await expect(copyPicture(drawn), 'whoever asked must hear that it failed').rejects.toThrow(/clipboard/);
    decode.mockRestore();
  });
});
