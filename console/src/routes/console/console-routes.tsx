/** Which console page stands at which address. */

import { BrowserRouter, Route, Routes } from "react-router";
import { commonWords } from "@/i18n/common-words";
import { useWords } from "@/i18n/dictionary";

export function ConsoleRoutes() {
  const t = useWords(commonWords);
  return (
    <BrowserRouter>
      <Routes>
        <Route path="*" element={<h1>{t.productName}</h1>} />
      </Routes>
    </BrowserRouter>
  );
}
