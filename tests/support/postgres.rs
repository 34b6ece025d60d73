//! Databases on the private PostgreSQL server.

use std::any::Any;

use postgres::types::Type;
use postgres::{Client, Config, NoTls, SimpleQueryMessage};

use super::{
    Backend, Engine, Fixture, LIMITED_PASSWORD, PASSWORD, ROUTE, Route, Row, succeed, unique_name,
};

/// One database; `ragflow` owns it.
pub(super) struct PostgresDatabase {
    name: String,
}

impl PostgresDatabase {
    pub(super) fn fixture(fixture: &Fixture) -> Self {
        let load = || {
            let name = create("template0");
            let mut owner = connect("ragflow", &name);
            succeed(owner.batch_execute(fixture.postgres), "load the fixture");
            name
        };
        // The server refuses to copy a database with open connections, but waits some seconds
        // before it does: long enough for the session of the loader to end.
        let name = match ROUTE.get() {
            Route::Durable => load(),
            Route::Direct | Route::Pooled => create(fixture.template.get_or_init(load)),
        };
        Self { name }
    }

    pub(super) fn empty() -> Self {
        Self {
            name: create("template0"),
        }
    }

    fn tcp_url(&self, login: &str) -> String {
        let port = Engine::Postgres.port();
        format!("postgres://{login}@127.0.0.1:{port}/{}", self.name)
    }

    fn connect(&self) -> Client {
        connect("postgres", &self.name)
    }
}

impl Drop for PostgresDatabase {
    fn drop(&mut self) {
        // FORCE ends sessions that the test left open.
        let mut client = connect("postgres", "postgres");
        let dropped = client.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
        if !std::thread::panicking() {
            succeed(dropped, "DROP DATABASE");
        }
    }
}

impl Backend for PostgresDatabase {
    fn url(&self) -> String {
        self.tcp_url(&format!("ragflow:{PASSWORD}"))
    }

    fn socket_url(&self) -> String {
        let host = Engine::Postgres.server("SOCKET_DIR");
        let port = Engine::Postgres.server("PORT");
        format!("postgres://postgres@/{}?host={host}&port={port}", self.name)
    }

    fn limited_url(&self) -> Option<String> {
        Some(self.tcp_url(&format!("limited:{LIMITED_PASSWORD}")))
    }

    fn query(&self, sql: &str) -> Vec<Row> {
        let mut client = self.connect();
        // The simple protocol returns all values as text but no types; and it spells booleans as no
        // other engine does.
        let statement = succeed(client.prepare(sql), sql);
        let columns = statement.columns();
        let mut rows = Vec::new();
        for message in succeed(client.simple_query(sql), sql) {
            if let SimpleQueryMessage::Row(row) = message {
                let values = columns.iter().enumerate().map(|(index, column)| {
                    let value = row.get(index)?;
                    Some(match (column.type_(), value) {
                        (&Type::BOOL, "t") => "1".to_owned(),
                        (&Type::BOOL, "f") => "0".to_owned(),
                        _ => value.to_owned(),
                    })
                });
                rows.push(values.collect());
            }
        }
        rows
    }

    fn execute(&self, sql: &str) -> u64 {
        succeed(self.connect().execute(sql, &[]), sql)
    }

    fn execute_as_admin(&self, sql: &str) {
        let mut client = connect("postgres", &self.name);
        succeed(client.batch_execute(sql), sql);
    }

    fn execute_and_hold(&self, sql: &str) -> Box<dyn Any> {
        let mut client = self.connect();
        succeed(client.batch_execute(sql), sql);
        Box::new(client)
    }
}

/// Creates a database as a copy of the template, and returns its name.
fn create(template: &str) -> String {
    let name = unique_name();
    let sql = format!("CREATE DATABASE {name} TEMPLATE {template}");
    succeed(connect("ragflow", "postgres").batch_execute(&sql), &sql);
    name
}

/// Connects over the socket, which needs no password.
fn connect(user: &str, database: &str) -> Client {
    succeed(try_to_connect(user, database), "connect to PostgreSQL")
}

/// Whether the server accepts connections.
pub(super) fn is_ready() -> bool {
    try_to_connect("postgres", "postgres").is_ok()
}

fn try_to_connect(user: &str, database: &str) -> Result<Client, postgres::Error> {
    let port = Engine::Postgres.server("PORT");
    Config::new()
        .host_path(Engine::Postgres.server("SOCKET_DIR"))
        .port(port.parse().expect("the port is a number"))
        .user(user)
        .dbname(database)
        .connect(NoTls)
}
