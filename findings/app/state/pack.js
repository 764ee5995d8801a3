(name, pack, shown) => {
  // Streamlit keeps history.state; only the address shown changes. It may write an address of its own after this
  // script has run, so the look is repeated for two seconds while the page stays; a later script takes over.
  const page = location.pathname;
  const write = () => {
    const address = new URL(location.href);
    if (location.pathname !== page || (address.searchParams.get(name) || "") === (shown ? pack : "")) return;
    if (shown) address.searchParams.set(name, pack);
    else address.searchParams.delete(name);
    history.replaceState(history.state, "", address);
  };
  write();
  clearInterval(window.findingsPackAddress);
  let looks = 20;
  const again = setInterval(() => {
    write();
    if (--looks === 0) clearInterval(again);
  }, 100);
  window.findingsPackAddress = again;
}
