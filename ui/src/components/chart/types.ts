/** What a chart is drawn from; a report's chart is one of these. */

export interface ChartSeries {
  label: string;
  /** The heights. */
  values: number[];
  /** The same figures as they are read. */
  texts: string[];
}

export type ChartKind = 'bar' | 'line' | 'area' | 'stacked' | 'funnel' | 'heat';

export interface ChartData {
  /** A kind of ours; anything else is drawn as bars. */
  kind: string;
  title: string;
  /** The finding, in a sentence. */
  sentence: string;
  labels: string[];
  /** What the labels are, such as months; the head of their column where the figures stand as a table. */
  axis?: string;
  series: ChartSeries[];
}

/** What every drawing is given. */
export interface Drawing {
  data: ChartData;
  width: number;
  /** The place now read out. */
  at: number | null;
  /** The drawing itself, for whoever copies it. */
  svg?: SVGSVGElement;
}

/** The colours of the tokens, in their order. */
export const COLOURS = [1, 2, 3, 4, 5, 6].map((number) => `var(--chart-${number})`);

/** The colour of a series. */
export function colourOf(index: number): string {
  return COLOURS[index % COLOURS.length] ?? 'currentColor';
}

/** Lines are told apart by their dashes as well as by their colours. */
export function dashOf(index: number): string | undefined {
  return [undefined, '6 4', '2 4', '10 4 2 4', '1 3', '12 3'][index % 6];
}

/** What one place of the chart says, read out as a sentence. */
export function readout(data: ChartData, index: number): string {
  const figures = data.series.map((series) => (data.series.length > 1 ? `${series.label} ${series.texts[index] ?? ''}` : (series.texts[index] ?? '')));
  return `${data.labels[index] ?? ''}: ${figures.join(', ')}`;
}
