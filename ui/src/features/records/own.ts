/** The fields that the owner has added to a kind, for forms that are not made from the declaration alone. */
import type { FieldSpec } from '../../api/generated';

export function ownFields(fields: FieldSpec[]): string[] {
  return fields.filter((field) => field.label !== undefined && !field.readOnly).map((field) => field.name);
}
