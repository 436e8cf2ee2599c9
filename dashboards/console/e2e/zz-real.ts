import { visit } from "../testing/stage.ts";
import { Consoles } from "./testing/consoles.ts";
import { setUp } from "./testing/people.ts";
import { WorkHall } from "./testing/work-hall.ts";

const hall = new WorkHall();
const consoles = new Consoles();
await Promise.all([consoles.start(), hall.start({ begin: "2025-07-07T09:10", speed: 1 })]);
try {
  const { page, faults } = await consoles.open(hall.gateway.api.url, { language: "zh", width: 390 });
  await setUp(page, await hall.link(), "李娜");
  const shot = (n: string) => page.screenshot({ path: `/tmp/hw5/shots/c2-real-${n}.png`, fullPage: true });
  await visit(page, "#/tasks", ".task-list");
  await shot("tasks");
  const ids = await page
    .locator(".task-row")
    .evaluateAll(all => all.map(each => each.getAttribute("data-task")));
  console.log(ids.join("\n"));
  await visit(page, "#/register", ".asset");
  await shot("register");
  for (const start of ["equipment-patrol", "hazard-check", "month-", "fire-patrol"]) {
    const id = ids.find(each => each?.startsWith(start));
    if (!id) {
      console.log("none", start);
      continue;
    }
    await visit(page, `#/tasks/${encodeURIComponent(id)}`, ".task-items");
    await page.waitForTimeout(300);
    await shot(`task-${start}`);
  }
  await visit(page, "#/tasks?view=statistics", ".statistics");
  await page.waitForTimeout(400);
  await shot("statistics");
  await visit(page, "#/days", ".activities");
  await page.waitForTimeout(300);
  await shot("days");
  const labels = await page.context().newPage();
  await labels.goto(`${hall.gateway.api.url}/labels`);
  await labels.screenshot({ path: "/tmp/hw5/shots/c2-real-labels.png" });
  console.log("faults", faults);
} finally {
  await consoles.stop();
  await hall.stop();
}
