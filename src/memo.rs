//! A cache that keeps each value with its inputs, and makes it again only when the inputs change.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A shared value that is compared by its pointer.
#[derive(Debug)]
pub struct Shared<T: ?Sized>(pub Arc<T>);

impl<T: ?Sized> Shared<T> {
    /// Shares this value.
    pub fn of(value: &Arc<T>) -> Self {
        Self(value.clone())
    }
}

impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: ?Sized> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// For each key the value of the last build, with its inputs. The default keeps nothing and makes every value.
pub struct Memo<K, I, V> {
    kept: Option<Mutex<HashMap<K, Kept<I, V>>>>,
}

struct Kept<I, V> {
    inputs: I,
    value: V,
    is_used: bool,
}

impl<K, I, V> Default for Memo<K, I, V> {
    fn default() -> Self {
        Self { kept: None }
    }
}

impl<K: Eq + Hash, I: PartialEq, V: Clone> Memo<K, I, V> {
    /// Keeps values from build to build.
    pub fn keeping() -> Self {
        Self { kept: Some(Mutex::default()) }
    }

    /// Whether the value of this key was made from these inputs.
    pub fn is_current(&self, key: &K, inputs: &I) -> bool {
        self.current(key, inputs).is_some()
    }

    /// The value of this key, from the cache if its inputs are equal, else from `make`. Without a cache `inputs` is not
    /// called.
    pub fn get(&self, key: K, inputs: impl FnOnce() -> I, make: impl FnOnce() -> V) -> V {
        if !self.keeps() {
            return make();
        }
        let inputs = inputs();
        if let Some(value) = self.current(&key, &inputs) {
            return value;
        }
        // The lock is free here, since `make` may take long and may use this cache.
        let value = make();
        if let Some(mut entries) = self.entries() {
            entries.insert(key, Kept { inputs, value: value.clone(), is_used: true });
        }
        value
    }

    /// Whether values are kept.
    pub fn keeps(&self) -> bool {
        self.kept.is_some()
    }

    /// Drops the values that the build ending here did not use.
    pub fn end_build(&mut self) {
        if let Some(mut entries) = self.entries() {
            entries.retain(|_, kept| std::mem::take(&mut kept.is_used));
        }
    }

    fn current(&self, key: &K, inputs: &I) -> Option<V> {
        let mut entries = self.entries()?;
        let kept = entries.get_mut(key).filter(|kept| kept.inputs == *inputs)?;
        kept.is_used = true;
        Some(kept.value.clone())
    }

    fn entries(&self) -> Option<MutexGuard<'_, HashMap<K, Kept<I, V>>>> {
        self.kept.as_ref().map(|kept| kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<K: Eq + Hash, V: PartialEq> Memo<K, (), Arc<V>> {
    /// The value of the last build if it equals the new one, so that [`Shared`] inputs compare equal.
    pub fn unchanged(&self, key: K, value: Arc<V>) -> Arc<V> {
        let Some(mut entries) = self.entries() else { return value };
        match entries.entry(key) {
            Entry::Occupied(mut kept) => {
                let kept = kept.get_mut();
                kept.is_used = true;
                if kept.value != value {
                    kept.value = value;
                }
                kept.value.clone()
            }
            Entry::Vacant(place) => place.insert(Kept { inputs: (), value, is_used: true }).value.clone(),
        }
    }
}
