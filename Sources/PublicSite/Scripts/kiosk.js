// A screen that many use after each other: when nobody touches it, it starts over, so that nobody meets what somebody
// else has filled in. KioskIdle.swift says when, and whether it asks first.

const screen = document.getElementById("idle");
let idle;
let leaving;

/** Begins to count anew. */
function touched() {
  clearTimeout(idle);
  clearTimeout(leaving);
  idle = setTimeout(untouched, Number(screen.dataset.seconds) * 1000);
}

function untouched() {
  const wait = Number(screen.dataset.wait) * 1000;
  if (wait === 0) {
    startOver();
    return;
  }
  screen.showModal();
  leaving = setTimeout(startOver, wait);
}

function startOver() {
  document.querySelectorAll("form").forEach((form) => form.reset());
  location.replace(screen.dataset.start);
}

for (const event of ["pointerdown", "keydown", "input", "scroll"]) {
  addEventListener(event, () => screen.open || touched(), { passive: true });
}
screen.addEventListener("close", touched);
touched();
