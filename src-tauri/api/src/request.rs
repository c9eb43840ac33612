//! From what a page or the command line sends to a request of the declared type. A box for a number that was
//! left empty arrives as nothing; whoever typed it hears which box, in words.

use crate::error::ApiError;
use crate::wire;
use regulars_core::{Sentence, say};
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

/// Reads the payload of the command `name`.
pub(crate) fn read<T: DeserializeOwned>(name: &str, payload: Json) -> Result<T, ApiError> {
    serde_path_to_error::deserialize(payload).map_err(|error| {
        let why = error.inner().to_string();
        // Whoever writes a page finds the reason here; whoever uses it would not understand it.
        tracing::warn!(command = name, path = %error.path(), why, "a request that cannot be read");
        let field = error.path().to_string().trim_matches('.').to_owned();
        if field.is_empty() || field == "?" {
            return ApiError {
                code: "internal",
                message: say!(
                    "The program asked itself for something that it cannot do ({}). Start it again; if it happens once more, tell whoever looks after it.",
                    name
                ),
                field: None,
            };
        }
        ApiError::invalid(field.clone(), sentence(&words(&field), &why))
    })
}

fn sentence(field: &Sentence, why: &str) -> Sentence {
    let expected = why.rsplit("expected ").next().unwrap_or_default();
    let is = |names: &[&str]| names.iter().any(|name| expected.starts_with(name));
    if is(&["u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64", "integer"]) {
        return say!("“{}” must be a whole number such as 12.", field);
    }
    if is(&["f32", "f64", "number"]) {
        return say!("“{}” must be a number such as 12.50.", field);
    }
    if why.contains("null") {
        return say!("“{}” is missing.", field);
    }
    say!("What stands in “{}” cannot be used. Correct it and try again.", field)
}

/// The last name of a path in words: `values.perDay` is “per day”. Catalogues know the words of the fields.
fn words(path: &str) -> Sentence {
    let bare = |part: &str| part.split('[').next().unwrap_or_default().to_owned();
    let own = path.split('.').map(bare).rfind(|part| !part.is_empty()).unwrap_or_default();
    match own.as_str() {
        "perDay" => return say!("How many a day"),
        "km" => return say!("How far, in kilometres"),
        "minScore" => return say!("How alike they must be"),
        _ => {}
    }
    Sentence::Said {
        pattern: wire::snake(&own).trim_end_matches("_id").replace('_', " "),
        values: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::types::PlanEachRequest;
    use serde_json::json;

    fn refused(change: impl Fn(&mut Json)) -> ApiError {
        let mut payload = json!({
            "customerIds": [], "subject": "Call", "dueDate": "2026-03-02", "assignee": "", "channel": "", "perDay": 5,
        });
        assert!(read::<PlanEachRequest>("followUps.planEach", payload.clone()).is_ok());
        change(&mut payload);
        read::<PlanEachRequest>("followUps.planEach", payload).err().unwrap()
    }

    #[test]
    fn a_box_that_was_left_empty_is_named_in_words() {
        let error = refused(|payload| payload["perDay"] = Json::Null);
        assert_eq!((error.code, error.field.as_deref()), ("invalid", Some("perDay")));
        assert_eq!(error.message.to_string(), "“How many a day” must be a whole number such as 12.");
        assert_eq!(
            Language::of("de").say(&error.message),
            "„Wie viele am Tag“ muss eine ganze Zahl sein, etwa 12.",
            "in the window's language too"
        );
        let error = refused(|payload| payload["perDay"] = json!("many"));
        assert!(error.message.to_string().contains("whole number"), "{}", error.message);
        let error = refused(|payload| payload["subject"] = Json::Null);
        assert_eq!(error.message.to_string(), "“subject” is missing.");
    }

    #[test]
    fn nobody_reads_the_words_of_the_machine() {
        for change in [json!(7), json!([1]), json!({ "a": null }), json!("x"), Json::Null] {
            for field in ["perDay", "subject", "customerIds", "dueDate"] {
                let mut payload = json!({ "customerIds": null, "subject": "", "dueDate": "", "assignee": "", "channel": "", "perDay": 0 });
                payload[field] = change.clone();
                if let Err(error) = read::<PlanEachRequest>("followUps.planEach", payload) {
                    let said = error.message.to_string();
                    for word in ["null", "usize", "invalid type", "malformed", "expected", "`"] {
                        assert!(!said.contains(word), "{field} = {change}: {said}");
                    }
                }
            }
        }
        let error = read::<PlanEachRequest>("followUps.planEach", json!(7)).err().unwrap();
        assert_eq!(error.code, "internal", "no field is to blame");
    }
}
