// Brings what was asked for into view and gives it the focus, once it is drawn.
(id) => {
  let tries = 0;
  const look = () => {
    const wanted = document.getElementById(id);
    if (wanted) { wanted.focus({ preventScroll: true }); wanted.scrollIntoView({ block: "center" }); }
    else if (tries++ < 100) setTimeout(look, 30);
  };
  look();
}
