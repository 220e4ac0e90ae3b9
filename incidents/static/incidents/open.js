// Opening an incident by hand: only the plans of the chosen brand are offered.
(() => {
  const brand = document.querySelector("select[name=brand]");
  const plans = [...document.querySelectorAll("input[name=plan]")];
  if (!brand || !plans.length) return;
  const offer = () => {
    for (const plan of plans) plan.closest(".option").hidden = Boolean(plan.dataset.brand) && plan.dataset.brand !== brand.value;
    const chosen = plans.find((plan) => plan.checked);
    if (chosen?.closest(".option").hidden) plans.find((plan) => !plan.value).checked = true;
  };
  brand.addEventListener("change", offer);
  offer();
})();
