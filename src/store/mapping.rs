//! How the tables of others are read: remembered by their headers.

use super::{Result, Tx};

/// What is remembered for headers with this signature, as JSON.
pub async fn get(tx: &mut Tx, signature: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = fetch_optional!(tx, sql!("mapping_get"), signature);
    Ok(row.map(|(content,)| content))
}

/// Remembers it, in place of what was remembered before.
pub async fn put(tx: &mut Tx, signature: &str, content: &str, now: i64) -> Result<()> {
    execute!(tx, sql!("mapping_put"), signature, content, now);
    Ok(())
}
