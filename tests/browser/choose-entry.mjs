/** Chooses from a drop-down list as a person does: opens it, clicks an entry, and looks whether it is chosen. */
import assert from "node:assert/strict";

const FIELD = "xpath=ancestor::div[contains(concat(' ', @class, ' '), ' ant-select ')][1]";

/**
 * A list may turn over while it unfolds on a busy machine, and the click then goes beside the entry. A person
 * sees that and clicks again; so does this, three times at most.
 *
 * @param combobox the locator of the field
 * @param entry    what the entry says, whole
 */
export async function chooseEntry(page, combobox, entry) {
  const chosen = combobox.locator(FIELD).getByText(entry, { exact: true });
  const list = page.locator(".ant-select-dropdown:visible");
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if ((await list.count()) === 0) await combobox.click();
    await list.getByTitle(entry, { exact: true }).click();
    const isChosen = await chosen.first().waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (isChosen) return;
  }
  assert.fail(`${entry} stays unchosen`);
}
