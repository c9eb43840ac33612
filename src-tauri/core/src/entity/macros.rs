//! The two declarations: [`crate::entity!`] for a record with an identity,
//! [`crate::part!`] for a small structure inside one.

/// Declares a part: its fields with their tags. Options of a field are those of
/// [`FieldDef`](crate::entity::FieldDef), e.g. `{ personal: true }`.
#[macro_export]
macro_rules! part {
    ($(#[$doc:meta])* pub struct $name:ident {
        $($(#[$fdoc:meta])* $tag:literal $field:ident : $ty:ty { $($opt:ident : $val:expr),* $(,)? },)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name { $($(#[$fdoc])* pub $field: $ty,)+ }

        impl $crate::entity::PartType for $name {
            const FIELDS: &'static [$crate::entity::FieldDef] = $crate::fields!($($tag $field : $ty { $($opt : $val),* },)+);
            fn encode_fields(&self, out: &mut Vec<u8>) {
                let mut scratch = Vec::with_capacity($crate::entity::codec::USUAL_FIELD);
                $($crate::entity::encode_field($tag, &self.$field, &mut scratch, out);)+
            }
            fn decode_fields(bytes: &[u8]) -> Option<Self> {
                let mut part = Self::default();
                $crate::entity::decode_parts(bytes, |tag, value| {
                    match tag {
                        $($tag => part.$field = $crate::entity::FieldValue::decode(value)?,)+
                        _ => {}
                    }
                    Some(())
                })?;
                Some(part)
            }
            fn get(&self, tag: u16) -> $crate::entity::Value {
                match tag {
                    $($tag => $crate::entity::FieldValue::to_value(&self.$field),)+
                    _ => $crate::entity::Value::Null,
                }
            }
            fn set(&mut self, tag: u16, value: $crate::entity::Value) -> std::result::Result<(), $crate::Sentence> {
                match tag {
                    $($tag => self.$field = $crate::entity::FieldValue::from_value(value)?,)+
                    _ => {}
                }
                Ok(())
            }
        }
    };
}

/// The table of field declarations that [`part!`](crate::part) and
/// [`entity!`](crate::entity!) share.
#[macro_export]
macro_rules! fields {
    ($($tag:literal $field:ident : $ty:ty { $($opt:ident : $val:expr),* },)+) => {
        &[$($crate::entity::FieldDef {
            $($opt: $val,)*
            ..$crate::entity::FieldDef::base(
                stringify!($field),
                $tag,
                <$ty as $crate::entity::FieldValue>::TYPE,
                <$ty as $crate::entity::FieldValue>::CHOICES,
                <$ty as $crate::entity::FieldValue>::PART,
                <$ty as $crate::entity::FieldValue>::OPTIONAL,
                $crate::entity::blank_value::<$ty>,
                $crate::entity::decode_value::<$ty>,
            )
        }),+]
    };
}

/// Declares a kind of record: its name and its fields. Every record also has the
/// fields of [`Meta`](crate::entity::Meta). Adding a field is one line here and
/// its label in the messages.
#[macro_export]
macro_rules! entity {
    ($(#[$doc:meta])* pub struct $name:ident : $kind:ident = $word:literal {
        $($(#[$fdoc:meta])* $tag:literal $field:ident : $ty:ty { $($opt:ident : $val:expr),* $(,)? },)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            /// What every record has.
            pub meta: $crate::entity::Meta,
            $($(#[$fdoc])* pub $field: $ty,)+
        }

        impl $crate::entity::Entity for $name {
            const KIND: $crate::entity::Kind = $crate::entity::Kind::$kind;
            const DEF: &'static $crate::entity::EntityDef = &$crate::entity::EntityDef {
                kind: $crate::entity::Kind::$kind,
                name: $word,
                fields: $crate::fields!($($tag $field : $ty { $($opt : $val),* },)+),
                blank: |id| Box::new(<Self as $crate::entity::Entity>::blank(id)),
                decode: |id, bytes| Ok(Box::new(<Self as $crate::entity::Entity>::decode(id, bytes)?)),
            };
            fn blank(id: $crate::Id) -> Self {
                let mut record = Self::default();
                record.meta.id = id;
                record
            }
            fn decode(id: $crate::Id, bytes: &[u8]) -> $crate::Result<Self> {
                let mut record = <Self as $crate::entity::Entity>::blank(id);
                let fields = $crate::entity::codec::body(bytes).and_then(|fields| {
                    $crate::entity::decode_parts(fields, |tag, value| {
                        match tag {
                            $($tag => record.$field = $crate::entity::FieldValue::decode(value)?,)+
                            _ => record.meta.decode_field(tag, value)?,
                        }
                        Some(())
                    })
                });
                $crate::entity::codec::or_damaged(fields, $word, id)?;
                Ok(record)
            }
        }

        impl $crate::entity::AnyRecord for $name {
            fn def(&self) -> &'static $crate::entity::EntityDef {
                <Self as $crate::entity::Entity>::DEF
            }
            fn meta(&self) -> &$crate::entity::Meta {
                &self.meta
            }
            fn meta_mut(&mut self) -> &mut $crate::entity::Meta {
                &mut self.meta
            }
            fn get(&self, tag: u16) -> $crate::entity::Value {
                match tag {
                    $($tag => $crate::entity::FieldValue::to_value(&self.$field),)+
                    _ => $crate::entity::Value::Null,
                }
            }
            fn set(&mut self, tag: u16, value: $crate::entity::Value) -> std::result::Result<(), $crate::Sentence> {
                match tag {
                    $($tag => self.$field = $crate::entity::FieldValue::from_value(value)?,)+
                    _ => {}
                }
                Ok(())
            }
            fn encode(&self) -> Vec<u8> {
                let mut out = Vec::with_capacity($crate::entity::codec::USUAL_RECORD);
                out.push($crate::entity::codec::RECORD_VERSION);
                let mut scratch = Vec::with_capacity($crate::entity::codec::USUAL_RECORD);
                $($crate::entity::encode_field($tag, &self.$field, &mut scratch, &mut out);)+
                self.meta.encode(&mut scratch, &mut out);
                out
            }
            fn boxed(&self) -> Box<dyn $crate::entity::AnyRecord> {
                Box::new(self.clone())
            }
            fn as_any(&self) -> &dyn std::any::Any {
                self
            }
            fn as_any_mut(&mut self) -> &mut dyn std::any::Any {
                self
            }
        }
    };
}
