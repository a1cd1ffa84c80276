//! Single values that the program keeps about itself.

use super::{Result, StoreError, Tx};

/// A value.
pub async fn get(tx: &mut Tx, key: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = fetch_optional!(tx, sql!("meta_get"), key);
    Ok(row.map(|(value,)| value))
}

/// Sets a value.
pub async fn set(tx: &mut Tx, key: &str, value: &str) -> Result<()> {
    execute!(tx, sql!("meta_set"), key, value);
    Ok(())
}

/// Sets a value unless there is one; gives the one that holds, also where
/// several copies of the program come at once.
pub async fn keep(tx: &mut Tx, key: &str, value: &str) -> Result<String> {
    execute!(tx, sql!("meta_add"), key, value);
    get(tx, key).await?.ok_or_else(|| StoreError::broken("meta", "value", key))
}

/// Deletes a value if it is this one; says whether it was.
pub async fn take(tx: &mut Tx, key: &str, value: &str) -> Result<bool> {
    Ok(execute!(tx, sql!("meta_delete"), key, value) == 1)
}
