(query) => {
  // Writes an address into the place of an empty one, as Streamlit does not: without a new entry in the history. It may
  // write its own after this script has run, so the look is repeated for a second while the page stays as it is.
  const page = location.pathname;
  let looks = 10;
  const write = () => {
    if (location.pathname !== page) return;
    if (!location.search) history.replaceState(history.state, "", location.pathname + "?" + query);
    if (looks-- > 0) setTimeout(write, 100);
  };
  write();
}
