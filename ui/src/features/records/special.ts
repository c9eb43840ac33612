/** Fields whose type alone does not say how they are best filled in. */
import type { Component } from 'svelte';
import type { Kind } from '../../api/generated';
import SimilarCustomers from '../duplicates/SimilarCustomers.svelte';
import CategoryInput from '../products/CategoryInput.svelte';
import StageInput from '../deals/StageInput.svelte';
import RemindersInput from '../follow_ups/RemindersInput.svelte';
import ZoneInput from '../follow_ups/ZoneInput.svelte';
import TrackSteps from '../tracks/TrackSteps.svelte';
import RecurrenceInput from '../follow_ups/RecurrenceInput.svelte';

export interface SpecialProps {
  label: string;
  value: unknown;
  error: string | null;
  /** The day that the record is about, as far as it is filled in. */
  day: string | null;
  onchange: (value: unknown) => void;
}

const INPUTS: Record<string, Component<SpecialProps>> = {
  'deal.stage': StageInput,
  'follow_up.dueZone': ZoneInput,
  'follow_up.recurrence': RecurrenceInput,
  'follow_up.reminders': RemindersInput,
  'product.category': CategoryInput,
  'track.steps': TrackSteps,
};

/** The input made for one field, if there is one. */
export function specialInput(kind: Kind, field: string): Component<SpecialProps> | undefined {
  return INPUTS[`${kind}.${field}`];
}

export interface HintProps {
  /** What is typed so far. */
  values: Record<string, unknown>;
  /** Opens a record that is there already instead. */
  onopen: (id: string) => void;
}

const HINTS: Partial<Record<Kind, Component<HintProps>>> = { customer: SimilarCustomers };

/** What watches over a new record while it is typed, if anything does. */
export function formHint(kind: Kind): Component<HintProps> | undefined {
  return HINTS[kind];
}
