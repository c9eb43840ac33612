//! Keys of steps: each is given once, so that a running track finds its place however its steps are changed.

use super::{GoneStep, Track};
use crate::follow_ups::FollowUp;
use std::collections::BTreeSet;

impl Track {
    /// The key of the step at a place: in tracks of versions that gave none, its number.
    pub(crate) fn key_at(&self, place: usize) -> i64 {
        let number = place as i64 + 1;
        self.steps.get(place).map(|step| step.key).filter(|key| *key > 0).unwrap_or(number)
    }

    /// Where the step with this key stands now.
    pub(super) fn place_of(&self, key: i64) -> Option<usize> {
        (0..self.steps.len()).find(|place| self.key_at(*place) == key)
    }

    /// Where the track goes on behind the step with this key. One that was removed since goes on with the first
    /// that stood behind it and is still there, wherever that stands now; behind the last there is none.
    pub(super) fn place_behind(&self, key: i64) -> usize {
        if let Some(place) = self.place_of(key) {
            return place + 1;
        }
        let mut key = key;
        // Each was removed once, so nobody is led round in a circle.
        for _ in 0..self.gone.len() {
            let Some(gone) = self.gone.iter().find(|gone| gone.key == key) else { break };
            if let Some(place) = self.place_of(gone.next) {
                return place;
            }
            key = gone.next;
        }
        self.steps.len()
    }
}

impl FollowUp {
    /// The key of the step of a track that it was planned for; versions without keys kept its number.
    pub(super) fn key_of_step(&self) -> i64 {
        if self.step_key > 0 { self.step_key } else { self.track_step }
    }
}

/// Gives a key to each step that has none, and keeps in mind what stood behind those that were removed. Where no
/// step brings a key, as in a file or from an earlier version, a step is the one of before that has its subject, or
/// else the one in its place.
pub(super) fn give(track: &mut Track, before: Option<&Track>) {
    let old: Vec<(i64, &str)> = before.map_or_else(Vec::new, |before| {
        (0..before.steps.len()).map(|at| (before.key_at(at), before.steps[at].subject.as_str())).collect()
    });
    if let Some(before) = before {
        track.gone.clone_from(&before.gone);
    }
    let known = |key: i64| {
        before.is_none()
            || old.iter().any(|(own, _)| *own == key)
            || before.is_some_and(|before| before.gone.iter().any(|gone| gone.key == key))
    };
    let nameless = track.steps.iter().all(|step| step.key <= 0);
    let mut taken = BTreeSet::new();
    for step in &mut track.steps {
        // A step that was copied has the key of another one, and one from another book a key that means nothing here.
        if step.key <= 0 || !known(step.key) || !taken.insert(step.key) {
            step.key = 0;
        }
    }
    if nameless {
        for step in &mut track.steps {
            let same = old.iter().find(|(key, subject)| *subject == step.subject && !taken.contains(key));
            if let Some((key, _)) = same {
                step.key = *key;
                taken.insert(*key);
            }
        }
        for (step, (key, _)) in track.steps.iter_mut().zip(&old) {
            if step.key == 0 && taken.insert(*key) {
                step.key = *key;
            }
        }
    }
    let gone = track.gone.iter().map(|gone| gone.key);
    let mut last =
        old.iter().map(|(key, _)| *key).chain(gone).chain(taken.iter().copied()).max().unwrap_or(0);
    for step in track.steps.iter_mut().filter(|step| step.key == 0) {
        last += 1;
        step.key = last;
    }
    for (at, (key, _)) in old.iter().enumerate().filter(|(_, (key, _))| !taken.contains(key)) {
        let next = old[at + 1..].iter().map(|(key, _)| *key).find(|key| taken.contains(key)).unwrap_or(0);
        track.gone.push(GoneStep { key: *key, next });
    }
    track.gone.retain(|gone| !taken.contains(&gone.key));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tracks::TrackStep;

    fn track(steps: &[(&str, i64)]) -> Track {
        let step = |(subject, key): &(&str, i64)| TrackStep {
            subject: (*subject).into(),
            key: *key,
            ..TrackStep::default()
        };
        Track { steps: steps.iter().map(step).collect(), ..Track::default() }
    }

    fn keys(track: &Track) -> Vec<i64> {
        track.steps.iter().map(|step| step.key).collect()
    }

    fn changed(before: &Track, steps: &[(&str, i64)]) -> Track {
        let mut after = track(steps);
        give(&mut after, Some(before));
        after
    }

    #[test]
    fn a_key_is_given_once_and_to_one_step() {
        let mut new = track(&[("Write", 0), ("Call", 0)]);
        give(&mut new, None);
        assert_eq!(keys(&new), [1, 2]);
        let less = changed(&new, &[("Write", 1)]);
        let more = changed(&less, &[("Write", 1), ("Visit", 0)]);
        assert_eq!(keys(&more), [1, 3], "the key of the removed one is not given to another");
        let copied = changed(&more, &[("Write", 1), ("Write", 1), ("Visit", 3), ("From elsewhere", 77)]);
        assert_eq!(keys(&copied), [1, 4, 3, 5], "nobody can be at two steps");
        let back = changed(&less, &[("Write", 1), ("Call", 2)]);
        assert_eq!((keys(&back), back.gone.len()), (vec![1, 2], 0), "what comes back is what it was");
    }

    #[test]
    fn steps_without_keys_are_known_by_what_they_say_or_by_where_they_stand() {
        let old = track(&[("Write", 0), ("Call", 0), ("Visit", 0)]);
        assert_eq!(
            keys(&changed(&old, &[("Greet", 0), ("Write", 0), ("Call", 0), ("Visit", 0)])),
            [4, 1, 2, 3]
        );
        assert_eq!(keys(&changed(&old, &[("Write", 0), ("Ring up", 0), ("Visit", 0)])), [1, 2, 3], "renamed");
        assert_eq!(
            keys(&changed(&old, &[("Call", 0), ("Visit", 0), ("Thank", 0)])),
            [2, 3, 4],
            "one went, one came"
        );
    }

    #[test]
    fn what_stood_behind_removed_steps_is_found_however_many_went() {
        let four = track(&[("A", 1), ("B", 2), ("C", 3), ("D", 4)]);
        let three = changed(&four, &[("A", 1), ("C", 3), ("D", 4)]);
        assert_eq!(three.place_behind(2), 1);
        let moved = changed(&three, &[("D", 4), ("A", 1)]);
        assert_eq!(moved.place_behind(2), 0, "C went too, and D now stands first");
        let two = changed(&three, &[("A", 1), ("D", 4)]);
        assert_eq!(two.place_behind(2), 1);
        let one = changed(&two, &[("A", 1)]);
        assert_eq!(one.place_behind(2), 1, "nothing that stood behind it is left");
        assert_eq!(one.place_behind(9), 1, "of what was never known nothing follows");
    }
}
