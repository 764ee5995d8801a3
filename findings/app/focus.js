// Brings the passage that was asked for into view and gives it the focus, once it is drawn.
(function () {
  let tries = 0;
  const look = () => {
    const passage = document.getElementById("passage");
    if (passage) { passage.focus({ preventScroll: true }); passage.scrollIntoView({ block: "center" }); }
    else if (tries++ < 100) setTimeout(look, 30);
  };
  look();
})();
