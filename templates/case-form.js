// The form in which a case is written: it counts, looks for personal data, keeps what is typed in this browser, and saves it
// as a case file. Nothing is sent anywhere.
'use strict';

const caseForm = document.getElementById('case-form_');
if (caseForm) writeCase(caseForm);

/** How long a text is, as the check counts: Han characters and runs of other letters or digits, or words. */
function lengthOf(text, counts) {
  if (counts === 'words') return text.split(/\s+/u).filter((word) => /[\p{Alphabetic}\p{N}]/u.test(word)).length;
  const apart = /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  let [count, isInRun] = [0, false];
  for (const character of text) {
    const isHan = apart.test(character);
    const runs = !isHan && /[\p{Alphabetic}\p{N}]/u.test(character);
    count += Number(isHan || (runs && !isInRun));
    isInRun = runs;
  }
  return count;
}

/** A text of one line in YAML, whatever stands in it. */
function yaml(text) {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  return `"${line.replace(/[\\"]/g, '\\$&')}"`;
}

/** A text as Markdown that reads just as it was typed: no sign in it means more than itself, and its lines stay lines. */
function markdown(text) {
  const line = (typed) => typed
    // An underscore within a name, as in an address, marks nothing.
    .replace(/[\\`*]|<(?=[a-z/!?])|&(?=#?\w+;)|\](?=\()|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/gi, '\\$&')
    .replace(/^(?:[#>=~[]|[-+](?=[\s+-]|$))/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
  const lines = text.split('\n').map((typed) => typed.replace(/[^\P{Cc}\t]/gu, '').trim());
  const paragraphs = lines.join('\n').split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
  return paragraphs.map((paragraph) => paragraph.trim().split('\n').map(line).join('\\\n')).join('\n\n');
}

function writeCase(form) {
  const words = form.dataset;
  const field = (id) => document.getElementById(id);
  const [title, when, place, anonymised] = ['title_', 'when_', 'place_', 'anonymised_'].map(field);
  const [people, state] = ['people_', 'state_'].map(field);
  const parts = [...form.querySelectorAll('.part-field')];
  const fill = (phrase, holes) => phrase.replace(/\{(\w+)\}/g, (hole, name) => holes[name] ?? hole);
  /** Whether all that stands here is kept in the browser, and whether it has been saved as a file. */
  let [isKept, isSaved] = [true, true];
  /** Whether what is kept already may be replaced: not where it cannot be read and could not be put aside. */
  let mayReplace = true;

  const rows = () => [...people.querySelectorAll('.person')];
  const inputsOf = (row) => ['.person-name', '.person-role'].map((name) => row.querySelector(name));
  const textareaOf = (part) => part.querySelector('textarea');

  function read() {
    return {
      title: title.value,
      when: when.value,
      place: place.value,
      people: rows().map((row) => inputsOf(row).map((input) => input.value)),
      outcome: form.elements.outcome.value,
      anonymised: anonymised.checked,
      parts: parts.map((part) => textareaOf(part).value),
    };
  }

  function write(draft) {
    title.value = draft.title;
    when.value = draft.when;
    place.value = draft.place;
    rows().forEach((row) => row.remove());
    draft.people.forEach(addPerson);
    for (const choice of form.elements.outcome) choice.checked = choice.value === draft.outcome;
    anonymised.checked = draft.anonymised;
    parts.forEach((part, index) => { textareaOf(part).value = draft.parts[index]; });
    form.querySelectorAll('.field, .person').forEach(tell);
  }

  function addPerson(values) {
    people.append(field('person_').content.cloneNode(true));
    const inputs = inputsOf(rows().at(-1));
    inputs.forEach((input, index) => { input.value = values[index]; });
    return inputs[0];
  }

  /* What is told beside a field. */

  function tell(holder) {
    const fields = [...holder.querySelectorAll('input[type=text], textarea')];
    const found = fields.flatMap((input) => findPersonalData(input.value));
    const lang = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
    const sentences = found.map(({ words: given, kind }) =>
      fill(words.found, { what: kind.name[lang], words: given, instead: kind.replacement[lang] }));
    const told = holder.querySelector('.found');
    if (told && told.textContent !== sentences.join(' ')) told.textContent = sentences.join(' ');
    for (const input of fields) input.ariaInvalid = findPersonalData(input.value).length > 0 ? 'true' : null;
    if (holder.matches('.part-field')) tellLength(holder);
    return found.length;
  }

  function tellLength(part) {
    const text = textareaOf(part).value;
    const [least, most] = [part.dataset.least, part.dataset.most].map(Number);
    const count = lengthOf(text, words.counts);
    const told = part.querySelector('.count');
    const [verdict, by] = count === 0 ? ['', 0]
      : count < least ? ['tooShort', least - count]
        : count > most ? ['tooLong', count - most] : ['fine', 0];
    told.textContent = fill(words.count, { n: count }) + fill(words[verdict] ?? '', { n: by });
    told.dataset.verdict = verdict;
    part.querySelector('.on-paper').textContent = text;
  }

  /* What is typed is kept in this browser. */

  const blank = JSON.stringify(read());
  const show = (sentence) => { state.textContent = sentence; };
  const timeOf = (at) => new Date(at).toLocaleString(document.documentElement.lang);

  function keep() {
    const draft = read();
    isSaved = false;
    try {
      if (JSON.stringify(draft) === blank && mayReplace) {
        localStorage.removeItem(words.key);
        show('');
      } else {
        if (!mayReplace) throw new Error('what is kept would be lost');
        const at = Date.now();
        localStorage.setItem(words.key, JSON.stringify({ at, draft }));
        show(fill(words.kept, { time: timeOf(at) }));
      }
      isKept = true;
    } catch {
      isKept = false;
      show(words.notKept);
    }
  }

  function restore(text) {
    try {
      const { at, draft } = JSON.parse(text);
      write({ ...JSON.parse(blank), ...draft });
      isSaved = false;
      show(fill(words.kept, { time: timeOf(at) }));
    } catch {
      write(JSON.parse(blank));
      show(words.unreadable);
      // What is typed from now on is kept in its place.
      mayReplace = false;
      localStorage.setItem(`${words.key} (unreadable, ${Date.now()})`, text);
      localStorage.removeItem(words.key);
      mayReplace = true;
    }
  }

  function open() {
    try {
      const text = localStorage.getItem(words.key);
      if (text) restore(text);
    } catch {
      isKept = false;
      show(words.notKept);
    }
  }

  /* A case file. */

  function file({ title, when, place, people, outcome, anonymised, parts: written }) {
    const value = (text) => (text.trim() ? ` ${yaml(text)}` : '');
    const somebody = people.filter((person) => person.some((text) => text.trim()));
    const person = ([name, role]) => `  - name:${value(name)}\n    role:${value(role)}\n`;
    const part = (text, index) => `## ${parts[index].dataset.heading}\n\n${text.trim() ? `${markdown(text)}\n\n` : ''}`;
    const head = `---\ntouchpoint: ${yaml(words.touchpoint)}\ntitle:${value(title)}\nwhen:${when ? ` ${when.replace('T', ' ')}` : ''}\n`
      + `place:${value(place)}\npeople:\n${somebody.map(person).join('')}outcome:${outcome ? ` ${outcome}` : ''}\n`
      + `language: ${yaml(document.documentElement.lang)}\nanonymised: ${anonymised}\n---\n`;
    return `${(head + written.map(part).join('')).trimEnd()}\n`;
  }

  function save() {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([file(read())], { type: 'text/markdown;charset=utf-8' }));
    link.download = words.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    isSaved = true;
    const left = [...form.querySelectorAll('.field, .person')].reduce((sum, holder) => sum + tell(holder), 0);
    show(fill(words.saved, { file: words.file }) + (left > 0 ? fill(words.left, { n: left }) : ''));
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    save();
  });
  form.addEventListener('input', (event) => {
    const holder = event.target.closest('.field, .person');
    if (holder) tell(holder);
    keep();
  });
  form.addEventListener('click', (event) => {
    const row = event.target.closest('.remove-person')?.closest('.person');
    if (event.target.id === 'add-person_') {
      addPerson(['', '']).focus();
    } else if (row) {
      row.remove();
      field('add-person_').focus();
    } else {
      return;
    }
    keep();
  });
  field('clear_').addEventListener('click', () => {
    if (!confirm(words.clear)) return;
    write(JSON.parse(blank));
    keep();
    isSaved = true;
    if (isKept) show(words.cleared);
  });
  // Enter in a line of text is no wish to save.
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target.matches('input')) event.preventDefault();
  });
  // Another window of the same sheet writes on; what it keeps is shown here, too.
  addEventListener('storage', ({ key, newValue }) => {
    if (key === words.key && newValue && form.isConnected) restore(newValue);
  });
  addEventListener('beforeunload', (event) => {
    if (!isKept && !isSaved && form.isConnected) event.preventDefault();
  });

  field('no-script_').hidden = true;
  form.hidden = false;
  form.querySelectorAll('.field, .person').forEach(tell);
  open();
}
