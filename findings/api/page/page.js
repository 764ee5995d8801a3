// Sends what a form says, with the token, and shows the answer below it. Without this script forms open the answer itself.
const token = document.getElementById("token");

async function show(form, address) {
  const answer = form.querySelector("pre");
  const status = form.querySelector(".status");
  status.textContent = "Waiting for the answer";
  const headers = token.value ? { Authorization: `Bearer ${token.value.trim()}` } : {};
  try {
    const response = await fetch(address, { headers });
    const text = await response.text();
    let shown = text;
    try { shown = JSON.stringify(JSON.parse(text), null, 1); } catch { /* shown as it came */ }
    answer.textContent = shown;
    answer.hidden = false;
    status.textContent = `${response.status} ${response.statusText}, ${text.length} characters`;
  } catch (error) {
    answer.hidden = true;
    status.textContent = `The service cannot be reached: ${error.message}`;
  }
}

for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = [...new FormData(form)].filter(([, value]) => value !== "");
    let path = form.dataset.path;
    const query = new URLSearchParams();
    for (const [name, value] of given) {
      if (path.includes(`{${name}}`)) path = path.replace(`{${name}}`, encodeURIComponent(value));
      else query.append(name, value);
    }
    show(form, query.size ? `${path}?${query}` : path);
  });
  form.querySelector(".example").addEventListener("click", (event) => {
    event.preventDefault();
    show(form, event.currentTarget.getAttribute("href"));
  });
}
