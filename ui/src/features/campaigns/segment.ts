/** A campaign's audience is a condition on customers; this finds the field that holds it. */
import type { KindSpec } from '../../api/generated';

/** The name of the field with the audience's condition. */
export function segmentField(spec: KindSpec): string {
  return spec.fields.some((field) => field.name === 'segment') ? 'segment' : 'where';
}
