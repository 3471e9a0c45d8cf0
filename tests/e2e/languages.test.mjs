// Both languages, switched while one works: words, problems, rule pages, titles, dates.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "./lib.mjs";
import { englishLeft } from "./spoken.mjs";
import { becomes, begin, goHome, problems } from "./steps.mjs";

const chinese = (page) => page.getByRole("button", { name: "中文", exact: true });
const english = (page) => page.getByRole("button", { name: "English, EN", exact: true });

test("everything is in Chinese at once, and in English again", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await chinese(page).click();
  await page.getByRole("heading", { name: "开始" }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-CN");
  assert.deepEqual(await englishLeft(page), []);
  await page.getByRole("button", { name: /^Qserv 星表/ }).click();
  await page.getByTitle("所有项目").waitFor();
  await becomes(() => page.title(), "Sky survey - Tabledraft");
  assert.deepEqual(await englishLeft(page), []);
  const list = page.getByRole("region", { name: "问题" });
  await list.getByText("Qserv 的文档要求这里用定长类型").first().waitFor();
  await list.getByRole("button", { name: "为什么？" }).first().click();
  await page.getByRole("heading", { name: "怎么办" }).waitFor();
  for (const name of ["导入", "导出"]) {
    await page.getByRole("banner").getByRole("button", { name }).click();
    assert.deepEqual(await englishLeft(page), [], name);
  }
  await page.reload();
  await page.getByTitle("所有项目").waitFor();
  await page.getByTitle("所有项目").click();
  await page.getByText(/保存于 \d{4}\/\d/).waitFor();
  await english(page).click();
  await page.getByRole("heading", { name: "Begin" }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
});

test("a browser whose user reads Chinese begins in Chinese", async (t) => {
  const app = await startApp(t, { locale: "zh-CN" });
  const page = await app.open();
  await page.getByRole("heading", { name: "开始" }).waitFor();
});

test("a step that was done in one language is named in the other", async (t) => {
  const app = await startApp(t);
  const page = await app.open();
  await begin(page, "DLWorkspace");
  await page.getByRole("button", { name: "Delete the table users" }).click();
  await page.getByTitle("Undo: Delete table users (Ctrl+Z)").waitFor();
  await chinese(page).click();
  await page.getByTitle("撤销：删除表 users (Ctrl+Z)").waitFor();
});
