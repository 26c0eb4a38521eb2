// Reads questions aloud, where the browser has a voice: a button at each question says it and its options in the
// language of the page.

const words = document.getElementById("interview").dataset;

/** What is said of a question: its text, its hint and its options, each as a sentence. */
function spoken(question) {
  return [...question.querySelectorAll("legend, .hint, .ends, .option span, label")]
    .filter((part) => part.closest(".option") === null || part.matches("span"))
    .map((part) => part.textContent.trim())
    .filter((text) => text !== "")
    .join(". ");
}

function readAloud(question, button) {
  const wasReading = button.getAttribute("aria-pressed") === "true";
  speechSynthesis.cancel();
  if (wasReading) return;
  const utterance = new SpeechSynthesisUtterance(spoken(question));
  utterance.lang = document.documentElement.lang;
  utterance.onend = utterance.onerror = () => told(button, false);
  told(button, true);
  speechSynthesis.speak(utterance);
}

function told(button, isReading) {
  button.setAttribute("aria-pressed", String(isReading));
  button.textContent = isReading ? words.stop : words.read;
}

if ("speechSynthesis" in window) {
  for (const question of document.querySelectorAll(".question")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet read-aloud";
    button.setAttribute("aria-describedby", question.id);
    told(button, false);
    button.addEventListener("click", () => readAloud(question, button));
    question.append(button);
  }
  addEventListener("pagehide", () => speechSynthesis.cancel());
}
