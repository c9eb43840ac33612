/** The charts of a report, as they are drawn. */
import type { Report, ReportTable } from '../../api/generated';
import type { ChartData } from '../../components/chart/types';

/** What the places of a chart are: the head of the column of the same report in which all of them stand; nothing where there is none. */
export function axisOf(labels: string[], tables: ReportTable[]): string {
  for (const { columns, rows } of tables) {
    const at = columns.findIndex((_, column) => labels.length > 0 && labels.every((label) => rows.some((row) => row[column] === label)));
    if (at >= 0) return columns[at]?.label ?? '';
  }
  return '';
}

export function chartsOf(report: Report): ChartData[] {
  return report.charts.map((chart) => ({ ...chart, axis: axisOf(chart.labels, report.tables) }));
}
