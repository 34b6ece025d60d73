//! Values of PostgreSQL: parameters and rows.

use chrono::NaiveDateTime;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};

use crate::store::value::{Param, Row, Value};

type ConversionError = Box<dyn std::error::Error + Sync + Send>;

/// The type that a parameter is sent as.
pub(super) fn sql_type(param: &Param<'_>) -> Type {
    match param {
        Param::Text(_) => Type::TEXT,
        Param::Int(_) => Type::INT8,
        Param::Date(_) => Type::TIMESTAMP,
        Param::Bool(_) => Type::BOOL,
        Param::Real(_) => Type::FLOAT8,
    }
}

impl ToSql for Param<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, ConversionError> {
        match self {
            Self::Text(text) => text.to_sql(ty, out),
            Self::Int(number) => number.to_sql(ty, out),
            Self::Date(date) => date.to_sql(ty, out),
            Self::Bool(truth) => truth.to_sql(ty, out),
            Self::Real(number) => number.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        [
            Type::TEXT,
            Type::INT8,
            Type::TIMESTAMP,
            Type::BOOL,
            Type::FLOAT8,
        ]
        .contains(ty)
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
        Ok(match *ty {
            Type::INT8 => Self::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Self::Int(i16::from_sql(ty, raw)?.into()),
            Type::BOOL => Self::Bool(bool::from_sql(ty, raw)?),
            Type::FLOAT4 => Self::Real(f32::from_sql(ty, raw)?.into()),
            Type::FLOAT8 => Self::Real(f64::from_sql(ty, raw)?),
            Type::TIMESTAMP => Self::Date(NaiveDateTime::from_sql(ty, raw)?),
            Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME => {
                Self::Text(<&str>::from_sql(ty, raw)?)
            }
            _ => Self::Unknown("a type this program does not read"),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, ConversionError> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

impl Row for tokio_postgres::Row {
    fn width(&self) -> usize {
        self.len()
    }

    fn value(&self, index: usize) -> Value<'_> {
        match self.try_get(index) {
            Ok(Value::Unknown(_)) => Value::Unknown(self.columns()[index].type_().name()),
            Ok(value) => value,
            Err(_) => Value::Unknown("a value out of range"),
        }
    }
}
