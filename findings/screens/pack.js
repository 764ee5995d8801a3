(name, pack, cookie, known) => {
  // Streamlit keeps history.state; only the address shown changes.
  const address = new URL(location.href);
  if (address.searchParams.get(name) !== pack) {
    address.searchParams.set(name, pack);
    history.replaceState(history.state, "", address);
  }
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${cookie}=${known}; path=/; max-age=31536000; SameSite=Strict${secure}`;
}
