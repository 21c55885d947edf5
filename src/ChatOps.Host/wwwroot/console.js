// What the page needs of the browser and Blazor has no words for. Nothing here knows of messages or commands.

const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

// --- The connection: when the bot is away, wait for it; when it was started again, load the page anew.
const notice = document.getElementById('reconnecting');
let connecting = false;

async function reconnect() {
  if (connecting) {
    return;
  }

  connecting = true;
  notice.hidden = false;
  for (;;) {
    try {
      if (await Blazor.reconnect()) {
        notice.hidden = true;
        connecting = false;
      } else {
        location.reload(); // The bot is back but has forgotten this page.
      }

      return;
    } catch {
      await pause(1000); // Still away.
    }
  }
}

// --- The line: Tab and the arrows work for it, and a draft outlives the reload after a restart.
const draftKey = 'chatops.draft';
const command = () => document.getElementById('command');
const isCommand = event => event.target.id === 'command';

document.addEventListener('keydown', event => {
  if (!isCommand(event)) {
    return;
  }

  const completes = event.key === 'Tab' && event.target.getAttribute('aria-expanded') === 'true';
  if (completes || event.key === 'ArrowUp' || event.key === 'ArrowDown') {
    event.preventDefault();
  }
});

document.addEventListener('input', event => {
  if (isCommand(event)) {
    sessionStorage.setItem(draftKey, event.target.value);
  }
});

document.addEventListener('submit', event => {
  if (!event.target.closest('command-line')) {
    return; // to sign out is a form of the browser's own
  }

  event.preventDefault(); // Before the connection stands, Enter would load the page and lose what was typed.
  sessionStorage.removeItem(draftKey);
});

function restoreDraft(line) {
  const draft = sessionStorage.getItem(draftKey);
  if (draft) {
    line.value = draft;
    line.dispatchEvent(new Event('input', { bubbles: true }));
  }

  if (matchMedia('(hover: hover)').matches) {
    line.focus(); // Not on a phone: its keyboard would hide half the page unasked.
  }
}

// Put into the page twice: as plain HTML, and again (live) when the connection stands and takes over.
customElements.define('command-line', class extends HTMLElement {
  connectedCallback() {
    if (this.hasAttribute('live')) {
      setTimeout(() => restoreDraft(command()));
    }
  }
});

// --- Where one looks: at the end, or at the start of an answer that is longer than the screen.
// The log is a reversed column: its end is at 0, and what is above has negative positions.
customElements.define('own-answer', class extends HTMLElement {
  connectedCallback() {
    requestAnimationFrame(() => {
      const line = this.closest('.line');
      const log = this.closest('.log');
      log.scrollTop = 0;
      if (line.offsetHeight > log.clientHeight) {
        line.scrollIntoView({ block: 'start' });
      }
    });
  }
});

document.addEventListener('scroll', event => {
  if (event.target.matches?.('.log')) {
    document.getElementById('newest').hidden = event.target.scrollTop > -160;
  }
}, { capture: true, passive: true });

document.addEventListener('click', event => {
  if (event.target.closest('#newest')) {
    document.querySelector('.log').scrollTo({ top: 0, behavior: 'smooth' });
  }
});

// --- The time of day where the visitor is.
customElements.define('clock-time', class extends HTMLElement {
  static observedAttributes = ['datetime'];

  attributeChangedCallback(name, before, iso) {
    const time = new Date(iso);
    this.title = time.toLocaleString();
    this.shadow ??= this.attachShadow({ mode: 'open' });
    this.shadow.textContent = time.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false });
  }
});

await Blazor.start({
  circuit: { reconnectionHandler: { onConnectionDown: reconnect, onConnectionUp: () => { notice.hidden = true; } } },
});
