//! The patterns and the lists of words as JSON, for the page that looks for personal data while a case is being typed. What
//! it does with them is in `templates/personal-data.js`; a test holds the two to the same answers.

use serde_json::{Value, json};

use super::{candidate, numbers, patterns};

/// All that the check knows, under the names that the script has for it.
pub fn for_script() -> Value {
    json!({
        "kinds": &patterns::KINDS[..],
        "referenceWords": &candidate::REFERENCE_WORDS[..],
        "telephoneWords": candidate::TELEPHONE_WORDS,
        "betweenNameAndNumber": candidate::BETWEEN_NAME_AND_NUMBER,
        "urlWithoutScheme": candidate::URL_WITHOUT_SCHEME,
        "personalUrlWords": candidate::PERSONAL_URL_WORDS,
        "abbreviations": candidate::ABBREVIATIONS,
        "currencySigns": candidate::CURRENCY_SIGNS,
        "units": candidate::UNITS,
        "countryCodes": [
            &numbers::ONE_DIGIT_CODES[..],
            &numbers::TWO_DIGIT_CODES[..],
            &numbers::THREE_DIGIT_CODES[..],
        ],
        "firms": numbers::FIRMS,
        "americanFirms": numbers::AMERICAN_FIRMS,
        "britishFirms": numbers::BRITISH_FIRMS,
        "britishFiction": numbers::BRITISH_FICTION,
        "departmentMailboxes": numbers::DEPARTMENT_MAILBOXES,
        "reservedDomains": numbers::RESERVED_DOMAINS,
        "cardSchemes": numbers::CARD_SCHEMES,
    })
}
