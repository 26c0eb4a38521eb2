// Warns beside a field of free text while it is written, when something looks like a number of a person, a telephone
// number or an address on the net. It only looks, in the browser: nothing is sent. The service finds more (FindPersonalData.swift),
// takes it away, and says so on the page before sending; this is for whoever would rather not have written it.

const SEPARATOR = "[\\s.\\-\u00AD\u2010-\u2015\u2212/()]?";

/** What looks like personal data, once Arabic digits are written as ours. */
const LOOKS = [
  // Personal, coordination and interim numbers, and Finnish identity codes.
  new RegExp(`(?<![0-9])(?:(?:19|20)[0-9]{2}|[0-9]{2})${SEPARATOR}(?:0[1-9]|1[0-2])${SEPARATOR}(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])${SEPARATOR}\\+?(?:[0-9]{4}|[TRSUWXJKLMN][0-9]{3})(?![0-9])`, "i"),
  /(?<![0-9])(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}[-+A-FU-Y][0-9]{3}[0-9A-Y](?![0-9A-Z])/i,
  // Telephone numbers: from a zero or a plus, seven digits at least, and neither a date nor hours.
  /(?<![0-9\w-])(?![0-9]{2}[-.][0-9]{2}(?:[-.][0-9]{4}|[ -][0-9]{2}[-.][0-9]{2}))(?:\+|0)[\s(]?(?:[0-9][\s.\-\u2010-\u2015\u2212/()]{0,2}){6,14}(?![0-9])/,
  // E-mail and web addresses, and names of accounts.
  /[^\s@]+\s?(?:@|\(at\)|\[at\])\s?[^\s@]+\.[a-z]{2,}/i,
  /(?:https?:\/\/|www\.)\S+/i,
];

/** Whether a text has something that looks like personal data. */
export function looksPersonal(text) {
  const plain = text.normalize("NFKC").replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, "")
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.codePointAt(0) & 15));
  return LOOKS.some((look) => look.test(plain));
}

function attend(field) {
  const warning = document.getElementById(field.dataset.warning).firstElementChild;
  let pause;
  const look = () => {
    warning.hidden = !looksPersonal(field.value);
  };
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(look, 500);
  });
  look();
}

document.querySelectorAll("textarea[data-warning]").forEach(attend);
