//! Copying rows between the engines, whatever the table.
//!
//! It works because every column is a whole number, a text, a truth or bytes.

use std::pin::Pin;

use futures::{Stream, StreamExt as _, TryStreamExt as _};
use sqlx::{
    AssertSqlSafe, ColumnIndex, Database, Decode, Encode, Executor, IntoArguments, PgConnection, Postgres,
    QueryBuilder, Row, Sqlite, SqliteConnection, Type,
};

use super::TABLES;
use crate::store::{Result, StoreError};

/// How many values go into one statement; the engines take 32,766 and 65,535.
const VALUES_AT_ONCE: usize = 8_000;

/// What a column holds.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Number,
    Text,
    Truth,
    Bytes,
}

/// A value of a column.
#[derive(Debug)]
enum Cell {
    Number(Option<i64>),
    Text(Option<String>),
    Truth(Option<bool>),
    Bytes(Option<Vec<u8>>),
}

struct Column {
    name: String,
    kind: Kind,
}

/// A table with its columns, as the SQLite side has them.
struct Table {
    name: &'static str,
    columns: Vec<Column>,
}

impl Table {
    async fn of(name: &'static str, sqlite: &mut SqliteConnection) -> Result<Self> {
        let sql = "SELECT name, type FROM pragma_table_info($1) ORDER BY cid";
        let found: Vec<(String, String)> = sqlx::query_as(sql).bind(name).fetch_all(sqlite).await?;
        let column = |(column, kind): (String, String)| match kind.as_str() {
            "INTEGER" | "BIGINT" => Ok(Column { name: column, kind: Kind::Number }),
            "TEXT" => Ok(Column { name: column, kind: Kind::Text }),
            "BOOLEAN" => Ok(Column { name: column, kind: Kind::Truth }),
            "BLOB" => Ok(Column { name: column, kind: Kind::Bytes }),
            _ => Err(StoreError::broken(name, "type", column)),
        };
        Ok(Self { name, columns: found.into_iter().map(column).collect::<Result<_>>()? })
    }

    fn has_id(&self) -> bool {
        matches!(self.columns.first(), Some(Column { name, kind: Kind::Number }) if name == "id")
    }

    fn names(&self) -> String {
        self.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// Rows that refer to others of their table have come after them.
    fn select(&self) -> String {
        let order = if self.has_id() { " ORDER BY id" } else { "" };
        format!("SELECT {} FROM {}{order}", self.names(), self.name)
    }

    fn cells<R>(&self, row: &R) -> sqlx::Result<Vec<Cell>>
    where
        R: Row,
        usize: ColumnIndex<R>,
        for<'r> i64: Decode<'r, R::Database> + Type<R::Database>,
        for<'r> String: Decode<'r, R::Database> + Type<R::Database>,
        for<'r> bool: Decode<'r, R::Database> + Type<R::Database>,
        for<'r> Vec<u8>: Decode<'r, R::Database> + Type<R::Database>,
    {
        let cell = |(place, column): (usize, &Column)| match column.kind {
            Kind::Number => row.try_get(place).map(Cell::Number),
            Kind::Text => row.try_get(place).map(Cell::Text),
            Kind::Truth => row.try_get(place).map(Cell::Truth),
            Kind::Bytes => row.try_get(place).map(Cell::Bytes),
        };
        self.columns.iter().enumerate().map(cell).collect()
    }

    /// Reads all rows, without holding them all.
    fn read<'e, D>(
        &'e self,
        from: impl Executor<'e, Database = D> + 'e,
    ) -> Pin<Box<dyn Stream<Item = sqlx::Result<Vec<Cell>>> + Send + 'e>>
    where
        D: Database,
        for<'q> <D as Database>::Arguments: IntoArguments<D>,
        usize: ColumnIndex<D::Row>,
        for<'r> i64: Decode<'r, D> + Type<D>,
        for<'r> String: Decode<'r, D> + Type<D>,
        for<'r> bool: Decode<'r, D> + Type<D>,
        for<'r> Vec<u8>: Decode<'r, D> + Type<D>,
    {
        let rows = sqlx::query(AssertSqlSafe(self.select())).fetch(from);
        rows.map(|row| self.cells(&row?)).boxed()
    }

    /// A statement that inserts these rows.
    fn insert<D>(&self, rows: Vec<Vec<Cell>>) -> QueryBuilder<D>
    where
        D: Database,
        for<'q> Option<i64>: Encode<'q, D> + Type<D>,
        for<'q> Option<String>: Encode<'q, D> + Type<D>,
        for<'q> Option<bool>: Encode<'q, D> + Type<D>,
        for<'q> Option<Vec<u8>>: Encode<'q, D> + Type<D>,
    {
        let mut builder = QueryBuilder::new(format!("INSERT INTO {} ({}) ", self.name, self.names()));
        builder.push_values(rows, |mut values, row| {
            for cell in row {
                match cell {
                    Cell::Number(number) => values.push_bind(number),
                    Cell::Text(text) => values.push_bind(text),
                    Cell::Truth(truth) => values.push_bind(truth),
                    Cell::Bytes(bytes) => values.push_bind(bytes),
                };
            }
        });
        builder
    }

    /// Bytes may be many megabytes: such a row goes alone.
    fn rows_at_once(&self) -> usize {
        if self.columns.iter().any(|column| matches!(column.kind, Kind::Bytes)) {
            return 1;
        }
        (VALUES_AT_ONCE / self.columns.len().max(1)).max(1)
    }
}

/// Copies one table from one engine to the other.
macro_rules! copy_table {
    ($table:expr, $from:expr, $to:expr, $target:ty, $progress:expr) => {{
        let table: &Table = $table;
        let mut done = 0;
        let mut chunks = table.read(&mut *$from).try_chunks(table.rows_at_once());
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk.map_err(|cut| cut.1)?;
            done += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
            table.insert::<$target>(chunk).build().persistent(false).execute(&mut *$to).await?;
            $progress(table.name, done);
        }
    }};
}

/// Copies every table into a SQLite file with empty tables.
pub(super) async fn copy_to_sqlite(
    from: &mut PgConnection,
    to: &mut SqliteConnection,
    mut progress: impl FnMut(&'static str, u64),
) -> Result<()> {
    for name in TABLES {
        let table = Table::of(name, to).await?;
        copy_table!(&table, from, to, Sqlite, progress);
    }
    Ok(())
}

/// Copies every table into a PostgreSQL database with empty tables, and lets
/// it count on from there.
pub(super) async fn copy_to_postgres(
    from: &mut SqliteConnection,
    to: &mut PgConnection,
    mut progress: impl FnMut(&'static str, u64),
) -> Result<()> {
    for name in TABLES {
        let table = Table::of(name, from).await?;
        copy_table!(&table, from, to, Postgres, progress);
        if table.has_id() {
            let sql = format!(
                "SELECT setval(pg_get_serial_sequence('{name}', 'id'), COALESCE(MAX(id), 0) + 1, FALSE) FROM {name}"
            );
            sqlx::query(AssertSqlSafe(sql)).execute(&mut *to).await?;
        }
    }
    Ok(())
}

/// Empties every table.
pub(super) async fn empty(tables_of: &mut PgConnection) -> Result<()> {
    let sql = format!("TRUNCATE {}", TABLES.join(", "));
    sqlx::query(AssertSqlSafe(sql)).execute(tables_of).await?;
    Ok(())
}
