/** Where in its track an open step stands. */
import type { FollowUp, Track } from '../../api/generated';

/** Its number from 1 as the track is now, or 0 where the step was removed since. Versions without keys counted the steps. */
export function placeOf(track: Pick<Track, 'steps'>, item: Pick<FollowUp, 'stepKey' | 'trackStep'>): number {
  const key = item.stepKey || item.trackStep;
  return track.steps.findIndex((step, index) => (step.key || index + 1) === key) + 1;
}
