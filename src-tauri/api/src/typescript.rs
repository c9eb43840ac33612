//! The TypeScript side of the boundary, generated from the command table, the wire
//! types and the declarations of the records. `ui/src/api/generated.ts` is this
//! text; a test fails when it is stale.

use crate::error::ApiError;
use crate::schema::COMMANDS;
use crate::types::{FilterJson, plain_declarations};
use crate::wire::camel;
use regulars_core::entity::{FieldDef, FieldType, Kind, META_FIELDS};
use regulars_core::facts::computed_fields;
use std::fmt::Write;
use ts_rs::{Config, TS};

/// The whole file.
pub fn generate() -> String {
    let cfg = Config::default().with_large_int("number");
    let mut out = String::from(
        "// Generated from src-tauri/api by `./dev types`. Do not edit.\n\
         // Ids are UUIDv7 texts, dates 'YYYY-MM-DD', instants RFC 3339 in UTC, money whole minor units,\n\
         // decimals texts such as '12.5'.\n\n",
    );
    let kinds: Vec<String> = Kind::ALL.iter().map(|k| format!("'{}'", k.name())).collect();
    push(&mut out, &format!("export type Kind = {};", kinds.join(" | ")));
    push(&mut out, &interface("Meta", "", META_FIELDS.iter(), RECORD));
    for kind in Kind::ALL {
        record(&mut out, kind);
    }
    push(
        &mut out,
        &format!(
            "export interface Records {{ {} }}",
            Kind::ALL
                .iter()
                .map(|k| format!("{}: {}", k.name(), pascal(k.name())))
                .collect::<Vec<_>>()
                .join("; ")
        ),
    );
    for declaration in plain_declarations(&cfg) {
        push(&mut out, &format!("export {declaration}"));
    }
    push(&mut out, &format!("export {}", ApiError::decl(&cfg)));
    push(&mut out, &format!("export {}", FilterJson::decl(&cfg)));
    out.push_str(HAND_WRITTEN);
    out.push_str("export interface RpcSchema {\n");
    for command in COMMANDS {
        let _ = writeln!(
            out,
            "  '{}': [{}, {}];",
            command.name,
            ts_name(command.request),
            ts_name(command.reply)
        );
    }
    out.push_str("}\n");
    out
}

/// What every record has besides its fields. Drafts and what is put together in the window may not know what is late, or what
/// of it reads otherwise on the wall here.
const RECORD: &str =
    "  id: string;\n  late?: string | null;\n  here?: { dueDate: string; dueTime: string } | null;\n";

/// The types that carry records of any kind; serde writes them, so their shape is
/// told here once.
const HAND_WRITTEN: &str = "\
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyRow = any;
export interface Page<R = AnyRow> { rows: R[]; blank?: Partial<R>; total: number; similar?: boolean; titles: Record<string, string>; seq: number }
export interface RecordReply<R = AnyRow> { record: R; titles: Record<string, string>; warnings?: string[]; shortages?: Shortage[] }
export interface Shortage { line: number; wanted: string; available: string; takes: string }
export interface Saved<R = AnyRow> { record: R; titles: Record<string, string>; changed: Change[]; undoLabel: string; opId?: string | null; next?: string; leftOut?: { refused: number; without: number } }
export interface SaveRequest { kind: Kind; id?: string | null; values: Record<string, unknown> }
export interface CreateManyRequest { kind: Kind; records: Record<string, unknown>[] }
export interface SaveManyRequest { kind: Kind; ids: string[]; values?: Record<string, unknown>; addTags?: string[]; removeTags?: string[] }
export interface FieldDiff { field: string; before: unknown; after: unknown }
export interface HistoryEntry { seq: number; at: string; actor: string; source: string; label: string; opId: string; created: boolean; removed: boolean; fields: FieldDiff[] }
export interface HistoryReply { entries: HistoryEntry[] }
export interface OperationPage { rows: Operation[]; total: number }
export interface Today { date: string; overdue: FollowUp[]; today: FollowUp[]; upcoming: FollowUp[]; matters: Record<string, TodayMatter>; titles: Record<string, string>; thisWeek: WeekFigures; lastWeek: WeekFigures; quiet: QuietCustomer[]; quietTotal: number; occasions?: TodayOccasion[]; cases?: TodayCase[]; deals?: TodayDeal[]; dealsAhead?: TodayDeal[] }
export interface JobState { id: string; label: string; state: 'running' | 'done' | 'failed' | 'cancelled'; done: number; total: number; result: unknown; error: ApiError | null }
export type Filter = FilterJson;
export type FieldType = 'text' | 'longText' | 'int' | 'decimal' | 'price' | 'percent' | 'money' | 'date' | 'partialDate' | 'time' | 'instant' | 'bool' | 'choice' | 'choices' | 'ref' | 'tags' | 'parts' | 'files';
export interface FieldSpec { name: string; type: FieldType; section: string; required: boolean; readOnly: boolean; computed: boolean; listed: boolean; searched: boolean; importable: boolean; personal: boolean; choices: string[]; refKind: Kind | null; part: FieldSpec[]; onlyWith?: { field: string; choice: string }; ask?: number; label?: string; format?: 'plain' | 'phone' | 'email' | 'link' | 'address'; unit?: string }
export interface KindSpec { kind: Kind; fields: FieldSpec[]; sections: string[] }
export interface Schema { kinds: KindSpec[]; nouns?: { one: string; many: string } }
export type Event =
  | { type: 'changed'; seq: number; changed: Change[] }
  | { type: 'job'; job: JobState }
  | { type: 'book'; open: boolean }
  | { type: 'opening'; done: number; total: number }
  | { type: 'reminders' }
  | { type: 'fileDropped'; paths: string[]; x: number; y: number }
  | { type: 'notice'; message: string };

";

fn push(out: &mut String, text: &str) {
    out.push_str(text);
    out.push_str("\n\n");
}

fn pascal(name: &str) -> String {
    let camel = camel(name);
    let mut chars = camel.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A part's interface is named after its list: `phones` → `Phone`, `lines` of a
/// sale → `SaleLine`.
fn part_name(kind: Kind, field: &FieldDef) -> String {
    let single = field
        .name
        .strip_suffix("es")
        .filter(|s| s.ends_with("ss"))
        .unwrap_or_else(|| field.name.trim_end_matches('s'));
    match (kind, field.name) {
        (Kind::Sale, "lines") => "SaleLine".into(),
        (Kind::Sale, "taxes") => "SaleTax".into(),
        _ => pascal(single),
    }
}

fn record(out: &mut String, kind: Kind) {
    let def = kind.def();
    for field in def.fields.iter().filter(|f| f.ty == FieldType::Parts) {
        push(out, &interface(&part_name(kind, field), "", field.part.iter(), ""));
    }
    let mut extra = String::new();
    for field in computed_fields(kind) {
        let ty = match field.ty {
            FieldType::Int | FieldType::Money => "number",
            FieldType::Bool => "boolean | null",
            FieldType::Date | FieldType::Instant => "string | null",
            _ => "string",
        };
        let _ = writeln!(extra, "  readonly {}: {ty};", camel(field.name));
    }
    let fields = def.fields.iter().map(|f| (f, part_name(kind, f)));
    let mut text = format!("export interface {} extends Meta {{\n", pascal(def.name));
    for (field, part) in fields {
        let _ = writeln!(text, "  {}: {};", camel(field.name), field_type(field, &part));
    }
    text.push_str(&extra);
    text.push('}');
    push(out, &text);
}

fn interface<'a>(
    name: &str,
    extends: &str,
    fields: impl Iterator<Item = &'a FieldDef>,
    first: &str,
) -> String {
    let mut text = format!("export interface {name}{extends} {{\n{first}");
    for field in fields {
        let _ = writeln!(text, "  {}: {};", camel(field.name), field_type(field, ""));
    }
    text.push('}');
    text
}

fn field_type(field: &FieldDef, part: &str) -> String {
    let words = || field.choices.iter().map(|c| format!("'{c}'")).collect::<Vec<_>>().join(" | ");
    match field.ty {
        FieldType::Text | FieldType::LongText | FieldType::PartialDate | FieldType::Time => "string".into(),
        FieldType::Decimal | FieldType::Price | FieldType::Percent => {
            if field.optional { "string | null" } else { "string" }.into()
        }
        FieldType::Int | FieldType::Money => if field.optional { "number | null" } else { "number" }.into(),
        FieldType::Date | FieldType::Instant => {
            if field.optional { "string | null" } else { "string" }.into()
        }
        FieldType::Bool => "boolean".into(),
        FieldType::Choice => {
            if field.optional {
                format!("{} | null", words())
            } else {
                words()
            }
        }
        FieldType::Choices => format!("({})[]", words()),
        FieldType::Ref => if field.required { "string" } else { "string | null" }.into(),
        FieldType::Tags => "string[]".into(),
        FieldType::Parts => format!("{part}[]"),
        FieldType::Files => "KeptFile[]".into(),
    }
}

/// A Rust type's name in TypeScript: `Option < JobStarted >` → `JobStarted | null`.
fn ts_name(rust: &str) -> String {
    let rust = rust.replace(' ', "");
    match rust.strip_prefix("Option<").and_then(|r| r.strip_suffix('>')) {
        Some(inner) => format!("{} | null", ts_name(inner)),
        None if rust == "Json" => "Schema".into(),
        None => rust,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_types_are_the_generated_ones() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/api/generated.ts");
        let committed = std::fs::read_to_string(file).unwrap();
        assert!(committed == super::generate(), "ui/src/api/generated.ts is stale: run ./dev types");
    }
}
