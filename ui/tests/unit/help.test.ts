import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import type { Token } from 'marked';
import { beforeEach, describe, expect, it } from 'vitest';
import Help from '../../src/screens/Help.svelte';
import KeyList from '../../src/screens/KeyList.svelte';
import Markdown from '../../src/features/help/Markdown.svelte';
import TourCard from '../../src/features/help/TourCard.svelte';
import { keyHandler, type KeyActions } from '../../src/features/app/keys';
import { chaptersIn, excerpt, placesOf, readChapters, searchGuide, words } from '../../src/features/help/guide';
import { keysAreElsewhere, screenKeys } from '../../src/features/help/screenKeys.svelte';
import { tour } from '../../src/features/help/tour.svelte';
import { prose, setLanguage, setNouns } from '../../src/i18n';
import { session } from '../../src/features/app/session.svelte';
import { go } from '../../src/navigation.svelte';
import { useBackend } from './backend';

beforeEach(async () => {
  setLanguage('en');
  useBackend();
  go({ screen: 'help' });
  await session.load();
});

describe('the guide', () => {
  it('is the one of the repository, its first page first and the others in the order of its contents', () => {
    const [contents, ...rest] = chaptersIn('en');
    expect(contents?.id).toBe('README');
    expect(rest.map((chapter) => chapter.id).slice(0, 2)).toEqual(['first-steps', 'customers']);
  });

  it('follows the language of the window', async () => {
    setLanguage('de');
    render(Help);
    expect(screen.getByRole('heading', { name: 'Handbuch' })).toBeTruthy();
    const titles = chaptersIn('de').map((chapter) => chapter.title);
    expect(screen.getByRole('link', { name: titles[1] ?? '' }), 'a German window offers the German chapters').toBeTruthy();
    await userEvent.setup().type(screen.getByLabelText('Handbuch durchsuchen'), 'Sicherung');
    expect(await screen.findAllByRole('link', { name: /Sicherung/ }), 'and searches them').not.toEqual([]);
  });

  it('calls customers what the owner calls them, but not in a command', () => {
    const page = '# One customer once\n\nA customer’s page: `customer` and [Customers](customers.md).\n\n```\nregulars list customer\n```';
    try {
      setNouns('Patient', 'Patients');
      const [chapter] = readChapters({ 'duplicates.md': page });
      expect(chapter?.title).toBe('One patient once');
      expect(words(chapter?.tokens[2] as Token)).toBe('A patient’s page: customer and Patients.');
      expect((chapter?.tokens.find((token) => token.type === 'code') as { text: string }).text).toBe('regulars list customer');
      expect(readChapters({ 'settings.md': page })[0]?.title, 'where the word itself is chosen, it is as it is offered').toBe('One customer once');
      setLanguage('de');
      expect(chaptersIn('de').map((one) => one.title)).toContain('Patients');
    } finally {
      setNouns('', '');
      setLanguage('en');
    }
    expect(chaptersIn('en').map((one) => one.title)).toContain('Customers');
  });

  it('speaks German of the owner’s people, also where they stand in the dative', () => {
    setLanguage('de');
    go({ screen: 'help', id: 'customers' });
    try {
      setNouns('Mitglied', 'Mitglieder');
      render(Help);
      expect(screen.getByRole('heading', { name: 'Mitglieder aufnehmen' })).toBeTruthy();
      const said = (text: string) => prose(text);
      expect(said('Wer einmal zu den Kunden gehören könnte, und die besten Kunden'), 'a word that takes an n').toBe('Wer einmal zu den Mitgliedern gehören könnte, und die besten Mitglieder');
      setNouns('Patient', 'Patienten');
      expect(said('zu den Kunden'), 'a word that has its n').toBe('zu den Patienten');
      setNouns('Club', 'Clubs');
      expect(said('Kunden mit Kunden'), 'a word that takes none').toBe('Clubs mit Clubs');
    } finally {
      setNouns('', '');
    }
  });

  it('finds every word, a heading before a text', () => {
    const places = placesOf(readChapters({ 'a.md': '# A\n\nThe backup is here.\n\n## Undo\n\nCtrl+Z.', 'b.md': '# Backup\n\nWrite one.' }));
    expect(searchGuide(places, 'backup').map((place) => place.title)).toEqual(['Backup', 'A']);
    expect(searchGuide(places, 'backup ctrl'), 'both words in one place, or nothing').toEqual([]);
    expect(searchGuide(places, '  ')).toEqual([]);
    expect(excerpt({ chapter: 'a', chapterTitle: 'A', anchor: '', title: 'A', text: 'The backup is here.' }, 'backup')).toBe('The backup is here.');
  });

  it('is shown as text even where it looks like markup', () => {
    const [chapter] = readChapters({ 'a.md': '# A\n\n<img src=x onerror=alert(1)> and `<b>` **bold** [Next](b.md#part) [Web](https://example.org)\n\n| K | V |\n|---|---|\n| a | b |\n\n```\n<script>\n```' });
    const { container } = render(Markdown, { tokens: chapter?.tokens ?? [] });
    expect(container.querySelector('img, script'), 'nothing in a page of the guide becomes an element by itself').toBeNull();
    expect(container.querySelector('strong')?.textContent).toBe('bold');
    expect(container.querySelector('code')?.textContent).toBe('<b>');
    expect([...container.querySelectorAll('a')].map((link) => link.getAttribute('href')), 'only chapters are links').toEqual(['#/help/b?at=part']);
    expect(container.querySelector('td')?.textContent).toBe('a');
  });

  it('is searched and read in the window', async () => {
    const user = userEvent.setup();
    render(Help);
    await user.type(screen.getByLabelText('Search the guide'), 'backup');
    const first = (await screen.findAllByRole('link', { name: /backup/i }))[0] as HTMLElement;
    const href = first.getAttribute('href') ?? '';
    expect(href).toContain('#/help/');
    go({ screen: 'help', id: 'safety' });
    await user.clear(screen.getByLabelText('Search the guide'));
    await waitFor(() => expect(document.querySelector('article h2')).not.toBeNull());
  });
});

describe('the tour', () => {
  it('has four steps, can be skipped, and does not come again', async () => {
    const user = userEvent.setup();
    tour.again();
    render(TourCard);
    for (const step of [1, 2, 3]) {
      expect(screen.getByRole('region', { name: `Step ${step} of 4` })).toBeTruthy();
      await user.click(screen.getByRole('button', { name: 'Next' }));
    }
    await user.click(screen.getByRole('button', { name: 'Start' }));
    expect(screen.queryByRole('region')).toBeNull();
    expect(localStorage.getItem('regulars.tour')).toBe('seen');
    tour.again();
    await user.click(await screen.findByRole('button', { name: 'Skip the tour' }));
    expect(tour.step).toBeNull();
  });
});

describe('the list of keys', () => {
  it('begins with the keys of the screen', () => {
    const stop = screenKeys.add(() => [{ keys: ['c'], shown: 'C', label: 'Write down a call' }]);
    render(KeyList);
    expect(screen.getByRole('heading', { name: 'On this screen' })).toBeTruthy();
    expect(screen.getByText('Write down a call')).toBeTruthy();
    stop();
    expect(screenKeys.list).toEqual([]);
  });
});

describe('the letter after G', () => {
  it('names a screen, whatever it means where the focus is', () => {
    const went: string[] = [];
    const nothing = () => undefined;
    const handle = keyHandler({ palette: nothing, undo: nothing, redo: nothing, filter: () => true, create: nothing, help: nothing, zoom: nothing, window: nothing, travel: nothing, goTo: (letter: string) => went.push(letter) > 0 } satisfies KeyActions, () => true);
    const press = (key: string) => new KeyboardEvent('keydown', { key });
    expect(keysAreElsewhere(press('c')), 'C alone calls the customer in hand').toBe(false);
    handle(press('g'));
    const letter = press('c');
    expect(keysAreElsewhere(letter), 'C after G must not also begin a call').toBe(true);
    handle(letter);
    expect(went).toEqual(['c']);
    expect(keysAreElsewhere(press('c')), 'and then C is C again').toBe(false);
  });
});
