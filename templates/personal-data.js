// Finds personal data as the rule `personal-data` of the check does, with the patterns and lists in PERSONAL_DATA, which
// the program writes above. A test holds this and the check to the same answers.
'use strict';

const findPersonalData = (() => {
  const DATA = PERSONAL_DATA;
  /** So many characters around a number are its context: as many as a long URL has. */
  const CONTEXT = 400;
  // The check takes the digits of every script, as the property does.
  const KINDS = DATA.kinds.map((kind) => [kind, new RegExp(kind.pattern.replaceAll('\\d', '\\p{Nd}'), 'dgu')]);
  const BETWEEN = new RegExp(DATA.betweenNameAndNumber, 'u');
  const URL_WITHOUT_SCHEME = new RegExp(DATA.urlWithoutScheme, 'u');
  const isNumeric = (sign) => /^\p{N}/u.test(sign ?? '');
  const isLetter = (sign) => /^[A-Za-z]/.test(sign ?? '');
  const beginsWithAny = (text, beginnings) => beginnings.some((beginning) => text.startsWith(beginning));
  const digitsOf = (text) => text.replace(/[^0-9]/g, '');

  /** The ASCII form of a full-width character, a dash or a space; else the character. */
  function asciiForm(character) {
    if (/[\0-\x7f\u4e00-\u9fff]/.test(character)) return character;
    if (/[\u2010-\u2015\u2212]/.test(character)) return '-';
    const form = character.normalize('NFKC');
    return /^[\0-\x7f]$/.test(form) ? form : character;
  }

  /* What a number tells by itself. */

  function isInternational(text) {
    const [first, ...others] = text.split(/[^0-9]+/).filter(Boolean);
    if (!first) return false;
    const national = text.startsWith('+') ? first : first.slice(2);
    const code = DATA.countryCodes.findIndex((codes) => beginsWithAny(national, codes)) + 1;
    if (code === 0) return false;
    const hasCode = national.length === code || national.length > 3 || (national.length > code && others.length === 0);
    const lengths = others.map((run) => run.length).join();
    const hasDate = `,${lengths},`.includes(',4,2,2,');
    const count = national.length + others.join('').length;
    if (!hasCode || hasDate) return false;
    if (code > 1) return count >= 8 && count <= 15;
    const isAmerican = national.length > 1 || ['10', '3,7', '3,3,4'].includes(lengths);
    return count === 11 && (national !== '1' || isAmerican);
  }

  function isServiceOrFictitious(digits) {
    const national = digits.replace(/^(?:0086|86)/, '');
    const american = digits.length === 11 ? digits.replace(/^1/, '') : digits;
    const british = digits.replace(/^(?:44|0)/, '');
    const ofFirms = (number) => number.length === 10 && beginsWithAny(number, DATA.firms);
    const isService = ofFirms(national)
      || ofFirms(american)
      || (american.length === 10 && beginsWithAny(american, DATA.americanFirms))
      || (british.length === 10 && beginsWithAny(british, DATA.britishFirms));
    const isFiction = (american.length === 10 && american.startsWith('55501', 3))
      || beginsWithAny(british, DATA.britishFiction);
    const isDummy = /^(.)\1*$/.test(national.slice(-8)) || national.endsWith('12345678') || national === '13800138000';
    return isService || isFiction || isDummy;
  }

  function isPersonalMailbox(address) {
    const [, mailbox, domain] = address.toLowerCase().match(/^([^@]*)@(.*)$/s) ?? [];
    if (mailbox === undefined) return false;
    const isReserved = DATA.reservedDomains.some((kept) => domain === kept || domain.endsWith(`.${kept}`));
    return !DATA.departmentMailboxes.includes(mailbox) && !isReserved && mailbox.split('x').length <= 3;
  }

  /** A birthday in the middle, and a check digit for the seventeen before it. */
  function isChineseIdentity(text) {
    const places = [...text.replace(/[^0-9Xx]/g, '')].map((sign) => (/x/i.test(sign) ? 10 : Number(sign)));
    if (places.length !== 18) return false;
    const sum = places.reduce((sum, place, index) => sum + (2 ** (17 - index) % 11) * place, 0);
    const [, year, month, day] = digitsOf(text).slice(6, 14).match(/(....)(..)(..)/).map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    const isDate = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    return sum % 11 === 1 && isDate && year >= 1880 && year < 2100;
  }

  function isBankCard(digits) {
    const isOfScheme = ([length, first, last]) => {
      const beginning = digits.slice(0, first.length);
      return digits.length === length && beginning >= first && beginning <= last;
    };
    const luhn = [...digits].reverse().reduce((sum, digit, index) => {
      const doubled = Number(digit) * 2;
      return sum + (index % 2 === 1 ? Math.floor(doubled / 10) + (doubled % 10) : Number(digit));
    }, 0);
    return DATA.cardSchemes.some(isOfScheme) && luhn % 10 === 0 && /[^0]/.test(digits);
  }

  /* What the words around it tell. */

  /** Whether the characters beside a number, the nearest first, make it part of something longer. */
  function isJoined(beside) {
    const marks = beside.match(/^\**/)[0].length;
    const emphasis = marks || beside.match(/^_*/)[0].length;
    if (emphasis > 0) {
      const beyond = beside.slice(emphasis);
      return emphasis > 3 || isNumeric(beyond) || (marks === 0 && isLetter(beyond));
    }
    if (/^[./-]/.test(beside)) return isNumeric(beside.slice(1));
    return isLetter(beside) || isNumeric(beside);
  }

  /** Where a word in a text in lower case stands last; one in ASCII is no part of a longer one. */
  function lastWord(text, word) {
    for (let at = text.lastIndexOf(word); at >= 0; at = at > 0 ? text.lastIndexOf(word, at - 1) : -1) {
      const isInWord = /^[\0-\x7f]/.test(word)
        && (isLetter(text[at - 1]) || (word.length <= 3 && isLetter(text[at + word.length])));
      if (!isInWord) return at;
    }
    return -1;
  }

  function endsWithWord(text, words) {
    return words.some((word) => text.endsWith(word) && lastWord(text, word) === text.length - word.length);
  }

  function endsClause(text, at) {
    const [sign, after] = [text[at], text[at + 1]];
    if (',;!?。、…'.includes(sign)) return true;
    if (sign === ':') return after !== undefined && (after === ' ' || after > '\x7f');
    if (sign !== '.' || after !== ' ') return false;
    return !DATA.abbreviations.includes(text.slice(0, at).match(/[A-Za-z]*$/)[0].toLowerCase());
  }

  const withoutSeparators = (text) => text.replace(/[ :=,*_]+$/, '');

  /** A text that has the form of personal data, with what stands before and behind it on its line. */
  function candidateAt(text, start, end) {
    return {
      text: text.slice(start, end),
      before: text.slice(Math.max(0, start - CONTEXT), start).split('\n').at(-1),
      after: text.slice(end, end + CONTEXT).split('\n')[0],
    };
  }

  const isWhole = ({ before, after }) => !isJoined([...before].reverse().join('')) && !isJoined(after);

  function clauseOf({ before }) {
    const said = before.replace(/[ :*_]+$/, '');
    for (let at = said.length - 1; at >= 0; at -= 1) {
      if (endsClause(before, at)) return before.slice(at + 1).toLowerCase();
    }
    return before.toLowerCase();
  }

  function isNamed(candidate, words) {
    const before = candidate.before.toLowerCase();
    const between = before.match(BETWEEN);
    const name = between ? before.slice(0, between.index) : before;
    return endsWithWord(name, words) || endsWithWord(withoutSeparators(before), words);
  }

  function isInUrl({ before }) {
    const address = before.split(/[^!-~]|["'<>()[\]{}`|,;]/u).at(-1).toLowerCase();
    const parts = address.split(/[?&/]/);
    const name = parts.at(-1);
    const isUrl = address.includes('://')
      || address.startsWith('www.')
      || URL_WITHOUT_SCHEME.test(address)
      || (name.endsWith('=') && address.length > name.length);
    const isPersonal = (part) => part.split(/[^a-z0-9.]/).some((word) => beginsWithAny(word, DATA.personalUrlWords));
    return isUrl && !parts.slice(-2).some(isPersonal);
  }

  function isReference(candidate) {
    const near = [...clauseOf(candidate)].slice(-14).join('');
    const last = (words) => Math.max(...words.map((word) => lastWord(near, word)));
    const behind = [...candidate.after.replace(/^[ *_]+/, '')].slice(0, 5).join('');
    return isNamed(candidate, DATA.referenceWords)
      || last(DATA.referenceWords) > last(DATA.telephoneWords)
      || near.endsWith('#')
      || (behind.startsWith('号') && beginsWithAny(behind.slice(1), DATA.referenceWords))
      || isInUrl(candidate);
  }

  /** Whether it is an ID, and not that of a telephone or a messenger. */
  function isAnId({ before }) {
    const name = withoutSeparators(before.toLowerCase());
    return endsWithWord(name, ['id']) && !endsWithWord(name.slice(0, -2).trimEnd(), DATA.telephoneWords);
  }

  function isAmount({ before, after }) {
    const [head, tail] = [before.trimEnd(), after.trimStart()];
    return DATA.currencySigns.some((sign) => head.endsWith(sign)) || beginsWithAny(tail, DATA.units);
  }

  function isTelephone(candidate) {
    const digits = digitsOf(candidate.text);
    return digits.length >= 7
      && digits.length <= 15
      && !isServiceOrFictitious(digits)
      && !isReference(candidate)
      && !isAnId(candidate)
      && !isAmount(candidate);
  }

  const TESTS = {
    anything: () => true,
    'no-reference': (candidate) => !isReference(candidate),
    mailbox: ({ text }) => isPersonalMailbox(text),
    'chinese-identity': ({ text }) => isChineseIdentity(text),
    'social-security': (candidate) => !/^(?:000|666)/.test(candidate.text) && !isReference(candidate),
    'bank-card': (candidate) => isBankCard(digitsOf(candidate.text)) && !isReference(candidate),
    telephone: isTelephone,
    'international-telephone': (candidate) => isInternational(candidate.text) && isTelephone(candidate),
    'chinese-plate': ({ text }) => digitsOf(text).length >= 2,
    'named-plate': ({ text }) => digitsOf(text).length >= 2 && /[A-Z]/.test(text),
  };

  /** The end of a telephone number with a country code, without a date or hour that the pattern took for its end. */
  function endWithoutDate(text, start, whole) {
    if (!/^(?:\+|00)/.test(text.slice(start, whole))) return whole;
    for (let end = whole; ;) {
      const candidate = candidateAt(text, start, end);
      if (isWhole(candidate) && isInternational(candidate.text)) return end;
      const cut = candidate.text.lastIndexOf(' ');
      if (cut < 0) return whole;
      end = start + candidate.text.slice(0, cut).trimEnd().length;
    }
  }

  /** Each piece of personal data in a text, in order: its place, its words and its kind. */
  return (text) => {
    const characters = [...text];
    const forms = characters.map(asciiForm);
    const ascii = forms.join('');
    // Where each unit of the ASCII form stands in the text.
    const places = [];
    let at = 0;
    for (const [index, form] of forms.entries()) {
      for (let unit = 0; unit < form.length; unit += 1) places.push(at);
      at += characters[index].length;
    }
    places.push(at);
    const found = [];
    for (const [kind, pattern] of KINDS) {
      for (const { indices } of ascii.matchAll(pattern)) {
        const [start, whole] = indices[1] ?? indices[0];
        const end = endWithoutDate(ascii, start, whole);
        const candidate = candidateAt(ascii, start, end);
        const overlaps = found.some((other) => other.start < end && other.end > start);
        if (!overlaps && isWhole(candidate) && TESTS[kind.accepts](candidate)) found.push({ start, end, kind });
      }
    }
    found.sort((one, other) => one.start - other.start);
    return found.map(({ start, end, kind }) => ({ words: text.slice(places[start], places[end]), kind }));
  };
})();
