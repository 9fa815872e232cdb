// Draws each figure when it comes near the screen, and the others when the browser is idle.
(function () {
  "use strict";
  const config = { responsive: true, displaylogo: false };
  const waiting = new Set(document.querySelectorAll(".plot"));

  // Until a figure is drawn, and where it cannot be, its picture stands there; on paper, too.
  function draw(plot) {
    if (!waiting.delete(plot)) return;
    const holder = plot.parentElement;
    try {
      const figure = JSON.parse(holder.querySelector('script[type="application/json"]').textContent);
      const layout = Object.assign({}, figure.layout);
      if (!layout.width) layout.autosize = true;
      holder.classList.add("live");
      Plotly.newPlot(plot, figure.data, layout, Object.assign({}, figure.config, config))
        .catch(function (error) { fallBack(holder, plot, error); });
    } catch (error) {
      fallBack(holder, plot, error);
    }
  }

  function fallBack(holder, plot, error) {
    holder.classList.remove("live");
    if (holder.querySelector(".still")) return;
    plot.textContent = "This figure could not be drawn: " + error.message;
    plot.style.display = "block";
    plot.style.minHeight = "0";
  }

  function drawWhenIdle() {
    const next = waiting.values().next().value;
    if (!next) return;
    draw(next);
    later(drawWhenIdle);
  }
  const later = window.requestIdleCallback || function (task) { setTimeout(task, 100); };

  const near = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (!entry.isIntersecting) return;
      near.unobserve(entry.target);
      draw(entry.target.querySelector(".plot"));
    });
  }, { rootMargin: "600px" });
  waiting.forEach(function (plot) { near.observe(plot.parentElement); });
  later(drawWhenIdle);

  // On a narrow screen the contents come first and are long: they open on demand.
  const contents = document.querySelector("nav details");
  if (window.matchMedia("(max-width: 60rem)").matches) contents.removeAttribute("open");
  window.addEventListener("beforeprint", function () { contents.setAttribute("open", ""); });

  // A link to a run or a number opens what hides it.
  function reveal() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let one = target; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", reveal);
  reveal();
})();
