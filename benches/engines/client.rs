//! The two statements of the latency measurement, with each engine's own driver.

use std::time::Duration;

use mysql::prelude::Queryable as _;

use crate::Outcome;

/// The primary key of a row: tenant and token.
pub(crate) type Key = (String, String);

pub(crate) enum Client {
    Sqlite(rusqlite::Connection),
    MySql(Box<mysql::Conn>),
    Postgres(Box<postgres::Client>),
}

impl Client {
    /// Opens `sqlite:PATH`, `mysql:SOCKET/DATABASE` or
    /// `postgres:SOCKET-DIRECTORY/DATABASE`.
    pub(crate) fn open(database: &str) -> Outcome<Self> {
        let (engine, rest) = database.split_once(':').ok_or("no engine")?;
        let (socket, name) = rest.rsplit_once('/').ok_or("no database")?;
        match engine {
            "sqlite" => {
                let connection = rusqlite::Connection::open(rest)?;
                connection.busy_timeout(Duration::from_secs(60))?;
                Ok(Self::Sqlite(connection))
            }
            "mysql" => {
                let options = mysql::OptsBuilder::new()
                    .socket(Some(socket))
                    .user(Some("root"))
                    .db_name(Some(name));
                Ok(Self::MySql(Box::new(mysql::Conn::new(options)?)))
            }
            "postgres" => {
                let mut config = postgres::Config::new();
                config.host_path(socket).user("postgres").dbname(name);
                let client = config.connect(postgres::NoTls)?;
                Ok(Self::Postgres(Box::new(client)))
            }
            _ => Err(format!("no such engine: {engine}").into()),
        }
    }

    /// The first `limit` keys, in the order in which the engine returns them.
    pub(crate) fn keys(&mut self, limit: usize) -> Outcome<Vec<Key>> {
        let sql = format!("SELECT tenant_id, token FROM api_token LIMIT {limit}");
        Ok(match self {
            Self::Sqlite(connection) => connection
                .prepare(&sql)?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?,
            Self::MySql(connection) => connection.query(sql)?,
            Self::Postgres(client) => {
                let rows = client.query(&sql, &[])?;
                rows.iter().map(|row| (row.get(0), row.get(1))).collect()
            }
        })
    }

    /// Sets the update time of a key, as RAGFlow's server does.
    pub(crate) fn touch(&mut self, key: &Key, now: chrono::NaiveDateTime) -> Outcome {
        let ms = now.and_utc().timestamp_millis();
        let sql = "UPDATE api_token SET update_time = ? WHERE tenant_id = ? AND token = ?";
        match self {
            Self::Sqlite(connection) => {
                connection
                    .prepare_cached(sql)?
                    .execute((ms, &key.0, &key.1))?;
            }
            Self::MySql(connection) => connection.exec_drop(sql, (ms, &key.0, &key.1))?,
            Self::Postgres(client) => {
                let sql =
                    "UPDATE api_token SET update_time = $1 WHERE tenant_id = $2 AND token = $3";
                client.execute(sql, &[&ms, &key.0, &key.1])?;
            }
        }
        Ok(())
    }
}
