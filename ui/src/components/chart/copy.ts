/** Takes a chart out of the window: its figures as CSV, its drawing as a picture. */
import { decimalSign } from '../../i18n/format';
import type { ChartData } from './types';

/** Words in a CSV file; those that a spreadsheet would take for a formula are made harmless. */
function safe(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** The figures as CSV that the spreadsheets of the person's locale read, as the CSV of a report is: a row for each place, a column for each series. A column without a head is dropped or misread, so where nobody has said what the places are it is called by what the chart shows. */
export function chartCsv(data: ChartData): string {
  const sign = decimalSign();
  const separator = sign === ',' ? ';' : ',';
  const cell = (text: string) => (text.includes(separator) || /["\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const figure = (value: number | undefined) => String(value ?? '').replace('.', sign);
  const rows = [[safe(data.axis || data.title || data.sentence), ...data.series.map((series) => safe(series.label))], ...data.labels.map((label, index) => [safe(label), ...data.series.map((series) => figure(series.values[index]))])];
  return `${rows.map((row) => row.map(cell).join(separator)).join('\r\n')}\r\n`;
}

const DRAWN = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-size', 'font-weight', 'font-family', 'opacity', 'text-anchor', 'dominant-baseline'];
/** Pixels of the picture for one of the screen, so that it stays sharp in a letter. */
const SCALE = 2;

/** The drawing as an SVG text of its own: colours and fonts are written into it, since it leaves its style sheet. */
export function standaloneSvg(svg: SVGSVGElement, background: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const to = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  from.forEach((element, index) => {
    const style = getComputedStyle(element);
    DRAWN.forEach((name) => {
      const value = style.getPropertyValue(name);
      if (value !== '') to[index]?.style.setProperty(name, value);
    });
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const sheet = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  sheet.setAttribute('width', '100%');
  sheet.setAttribute('height', '100%');
  sheet.setAttribute('fill', background);
  copy.prepend(sheet);
  return new XMLSerializer().serializeToString(copy);
}

/** The drawing as a PNG picture. */
export async function picture(svg: SVGSVGElement): Promise<Blob> {
  const [width, height] = [svg.clientWidth || Number(svg.getAttribute('width')), svg.clientHeight || Number(svg.getAttribute('height'))];
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standaloneSvg(svg, getComputedStyle(svg).getPropertyValue('--surface') || '#fff'))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob === null ? reject(new Error('The picture could not be made.')) : resolve(blob)), 'image/png'));
}
