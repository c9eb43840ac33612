/** The state of an import from the file to its result; the screen only shows it. */
import { onEvent, rpc, toFailure, type ApiFailure } from '../../api/rpc';
import type { CalendarResult, ImportOptions, ImportPlan, ImportResult, JobState } from '../../api/generated';
import { jobs } from '../app/jobs.svelte';

export type Step = 'file' | 'map' | 'check' | 'done';

/** Only of customers and products is it known what they lack; a document stays as it was written. */
export const canFill = (kind: string) => kind === 'customer' || kind === 'product';

/** What is in the book already is left alone, but for what it lacks. */
const firstOptions = (kind = ''): ImportOptions => ({ onDuplicate: canFill(kind) ? 'fill' : 'skip' });

/** Cards and calendars say themselves what they hold. */
function wished(path: string, as: string | null): string | null {
  return /\.(vcf|vcard|ics)$/i.test(path) ? null : as;
}

const isCalendar = (path: string) => /\.ics$/i.test(path);

/** What a calendar brought, told as any other import; what is over or the same already is skipped. */
function asImport(brought: CalendarResult): ImportResult {
  const { dryRun, entries, created, updated, same, leftOut, notices, problems, opId } = brought;
  const errors = problems.map((message) => ({ line: 0, column: '', value: '', message, kept: false }));
  return { dryRun, rows: entries, created, updated, skipped: same + leftOut, failed: problems.length, errors, kept: 0, met: [], metRows: 0, opId, createdByKind: {}, similar: 0, since: '', notices };
}

export class ImportFlow {
  step = $state<Step>('file');
  plan = $state.raw<ImportPlan | null>(null);
  /** The file that is looked into or brought in; null before there is one. */
  path = $state<string | null>(null);
  /** A calendar, which has no columns to map: after the file comes the trial. */
  calendar = $state.raw<string | null>(null);
  map = $state.raw<Record<string, string>>({});
  options = $state.raw<ImportOptions>(firstOptions());
  trial = $state.raw<ImportResult | null>(null);
  result = $state.raw<ImportResult | null>(null);
  job = $state.raw<JobState | null>(null);
  failure = $state.raw<ApiFailure | null>(null);
  busy = $state(false);
  /** The last run was stopped before anything was written. */
  cancelled = $state(false);

  /** Asks for a file with the system's own dialog. */
  async pick(as: string | null = null): Promise<void> {
    await this.#guard(async () => {
      const picked = await rpc('import.pick', {});
      if (picked !== null) await this.#inspect(picked.path, wished(picked.path, as));
    });
  }

  /** Looks into a file: what its columns are and what they seem to mean. */
  async open(path: string, as: string | null = null): Promise<void> {
    await this.#guard(() => this.#inspect(path, wished(path, as)));
  }

  /** Reads the same file as another kind of record. */
  async readAs(kind: string): Promise<void> {
    const path = this.plan?.path;
    if (path !== undefined) await this.#guard(() => this.#inspect(path, kind, this.options.encoding));
  }

  /** Reads the same file again, its bytes as other characters. */
  async writtenIn(encoding: string): Promise<void> {
    const plan = this.plan;
    if (plan !== null) await this.#guard(() => this.#inspect(plan.path, plan.as, encoding));
  }

  /** Says which field a column goes to; a field takes one column only, but a note has room for several. */
  assign(header: string, field: string | null): void {
    const map = Object.fromEntries(Object.entries(this.map).filter(([other, target]) => other !== header && (target !== field || field === 'notes')));
    if (field !== null && field !== '') map[header] = field;
    this.map = map;
  }

  /** Columns that go nowhere although there is something in them. */
  get leftOut(): string[] {
    return (this.plan?.columns ?? []).filter((column) => this.map[column.header] === undefined && column.samples.some((sample) => sample.trim() !== '')).map((column) => column.header);
  }

  /** Required fields that no column goes to yet. */
  get missing(): string[] {
    const taken = new Set(Object.values(this.map));
    return (this.plan?.fields ?? []).filter((field) => field.required && !taken.has(field.path)).map((field) => field.label);
  }

  /** The rows could say whose they are, and no column does: they would belong to nobody. */
  get ownerless(): boolean {
    const ofCustomer = (path: string) => path.startsWith('customer.');
    return (this.plan?.fields ?? []).some((field) => ofCustomer(field.path)) && !Object.values(this.map).some(ofCustomer);
  }

  /** A field was made for a column while the file lay open: it goes there, and everything else stays as it was chosen. */
  async fieldMade(header: string): Promise<void> {
    const before = this.plan;
    if (before === null) return;
    await this.#guard(async () => {
      const plan = await rpc('import.inspect', { path: before.path, as: before.as, encoding: before.encoding });
      const made = plan.fields.find((field) => !before.fields.some((known) => known.path === field.path));
      this.plan = { ...before, fields: plan.fields };
      if (made !== undefined) this.assign(header, made.path);
    });
  }

  /** What is in the book already gets what it lacks and nothing else. */
  get fills(): boolean {
    return this.plan !== null && this.options.onDuplicate === 'fill';
  }

  /** Runs the import, first as a trial that writes nothing. */
  async run(dryRun: boolean): Promise<void> {
    const plan = this.plan;
    const calendar = this.calendar;
    if (calendar !== null) return this.#guard(() => this.#bring(calendar, dryRun));
    if (plan === null) return;
    await this.#guard(async () => {
      const started = await rpc('import.run', { path: plan.path, as: plan.as, map: this.map, options: this.options, dryRun });
      const result = await jobs.follow<ImportResult>(started.job, (state) => (this.job = state));
      this.#tell(result);
    });
  }

  #tell(result: ImportResult): void {
    if (result.dryRun) this.trial = result;
    else this.result = result;
    this.step = result.dryRun ? 'check' : 'done';
  }

  async #bring(path: string, dryRun: boolean): Promise<void> {
    const started = await rpc('calendar.import', { path, dryRun });
    this.#tell(asImport(await jobs.follow<CalendarResult>(started.job, (state) => (this.job = state))));
  }

  cancel(): void {
    if (this.job !== null) jobs.cancel(this.job.id);
  }

  reset(): void {
    this.step = 'file';
    this.plan = null;
    this.path = null;
    this.calendar = null;
    this.trial = null;
    this.result = null;
    this.failure = null;
    this.cancelled = false;
    this.options = firstOptions();
  }

  async #inspect(path: string, as: string | null, encoding?: string): Promise<void> {
    this.path = path;
    this.calendar = isCalendar(path) ? path : null;
    if (this.calendar !== null) {
      this.plan = null;
      return this.#bring(path, true);
    }
    const plan = await rpc('import.inspect', { path, as, encoding });
    this.plan = plan;
    this.map = Object.fromEntries(plan.columns.filter((column) => column.field).map((column) => [column.header, column.field as string]));
    this.options = { ...firstOptions(plan.as), dateOrder: plan.dateOrder ?? undefined, decimal: plan.decimal ?? undefined, encoding: plan.encoding, delimiter: plan.delimiter };
    this.trial = null;
    this.step = 'map';
  }

  async #guard(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    this.cancelled = false;
    this.job = null;
    try {
      await work();
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code === 'cancelled') this.cancelled = true;
      else this.failure = failure;
    } finally {
      this.busy = false;
      this.job = null;
    }
  }
}

/** The import whose screen was left while it worked. */
let left: ImportFlow | null = null;
onEvent((event) => {
  if (event.type === 'book') left = null;
});

/** The import for its screen: the one that was left at work, with its progress or its result, or else a new one. */
export function importFlow(): ImportFlow {
  const flow = left ?? new ImportFlow();
  left = null;
  return flow;
}

/** The screen goes; what works on is found there again. */
export function leaveImport(flow: ImportFlow): void {
  left = flow.busy && flow.path !== null ? flow : null;
}
