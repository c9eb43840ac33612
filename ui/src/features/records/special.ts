/** Fields whose type alone does not say how they are best filled in. */
import type { Component } from 'svelte';
import type { Kind } from '../../api/generated';
import StageInput from '../deals/StageInput.svelte';
import RecurrenceInput from '../follow_ups/RecurrenceInput.svelte';

export interface SpecialProps {
  label: string;
  value: unknown;
  error: string | null;
  onchange: (value: unknown) => void;
}

const INPUTS: Record<string, Component<SpecialProps>> = {
  'deal.stage': StageInput,
  'follow_up.recurrence': RecurrenceInput,
};

/** The input made for one field, if there is one. */
export function specialInput(kind: Kind, field: string): Component<SpecialProps> | undefined {
  return INPUTS[`${kind}.${field}`];
}
