//! Fields with a few possible words.

/// Declares a choice: an enum whose first word is the default, stored by number
/// and shown to files and filters by its word.
#[macro_export]
macro_rules! choice {
    ($(#[$doc:meta])* pub enum $name:ident {
        $(#[$fdoc:meta])* $first:ident = $fcode:literal $fword:literal,
        $($(#[$vdoc:meta])* $variant:ident = $code:literal $word:literal,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum $name {
            #[default]
            $(#[$fdoc])* $first = $fcode,
            $($(#[$vdoc])* $variant = $code,)*
        }

        impl $name {
            /// Every word, in the order of the declaration.
            pub const ALL: &'static [$name] = &[$name::$first $(, $name::$variant)*];

            /// The word used in files and filters.
            pub fn word(self) -> &'static str {
                match self { $name::$first => $fword, $($name::$variant => $word,)* }
            }
        }

        impl $crate::entity::FieldValue for $name {
            const TYPE: $crate::entity::FieldType = $crate::entity::FieldType::Choice;
            const CHOICES: &'static [&'static str] = &[$fword $(, $word)*];
            fn encode(&self, out: &mut Vec<u8>) {
                out.push(*self as u8);
            }
            fn decode(bytes: &[u8]) -> Option<Self> {
                match bytes {
                    [$fcode] => Some($name::$first),
                    $([$code] => Some($name::$variant),)*
                    _ => None,
                }
            }
            fn to_value(&self) -> $crate::entity::Value {
                $crate::entity::Value::Text(self.word().to_owned())
            }
            fn from_value(value: $crate::entity::Value) -> std::result::Result<Self, $crate::Sentence> {
                let text = value.to_plain().trim().to_lowercase().replace([' ', '-'], "_");
                match text.as_str() {
                    "" => Ok(Self::default()),
                    $fword => Ok($name::$first),
                    $($word => Ok($name::$variant),)*
                    _ => Err($crate::say!("must be one of: {}", $crate::entity::said::choices(Self::CHOICES))),
                }
            }
        }

        impl $crate::entity::ListItem for $name {
            const LIST: $crate::entity::FieldType = $crate::entity::FieldType::Choices;
        }
    };
}
