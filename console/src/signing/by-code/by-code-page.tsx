/** Whoever scans: what will be signed and by whom, the own name, number and values, the code, and then the contract. */
import { useEffect, useState } from "react";
import { Problem, sentence } from "@/api/problem";
import { enterByCode, type Look, sendPhoneCode } from "@/api/sign-codes";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import { byCodeWords } from "@/i18n/by-code-words";
import { useWords } from "@/i18n/dictionary";
import { type TypedValues, valuesToSend } from "@/signing/routine/typed-values";
import { ByCodeForm, type FormProblem } from "./by-code-form";
import { ByCodeProof } from "./by-code-proof";
import { forgetVisit, keepVisit, keptVisit, newVisit, type Visit } from "./kept-visit";
import { makeContract, signingPage } from "./make-contract";

type Step =
  | { readonly at: "form"; readonly problem?: FormProblem }
  | { readonly at: "proof"; readonly problem?: string }
  | { readonly at: "making" }
  | { readonly at: "own"; readonly contract: string };

export function ByCodePage({ look }: { readonly look: Look }) {
  const t = useWords(byCodeWords);
  const [visit, setVisit] = useState<Visit>(() => keptVisit(look.code) ?? newVisit(look.pass));
  const [step, setStep] = useState<Step>({ at: visit.asked ? "making" : "form" });
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const [typed, setTyped] = useState<TypedValues>({});

  const keep = (next: Visit) => {
    setVisit(next);
    keepVisit(look.code, next);
    return next;
  };
  const refused = (cause: unknown) => {
    // The next try is another one, with the pass of this look.
    keep(newVisit(look.pass));
    if (cause instanceof Problem && cause.params.contract !== undefined) {
      return setStep({ at: "own", contract: cause.params.contract });
    }
    const isUnknown =
      cause instanceof Problem && ["sign_in_required", "step_up_required"].includes(cause.code);
    const no = cause instanceof Problem ? Number(cause.params.no ?? 0) : 0;
    setStep({ at: "form", ...(isUnknown ? {} : { problem: { no, text: sentence(cause) } }) });
  };
  const make = async (asked: Visit) => {
    setStep({ at: "making" });
    try {
      const page = await makeContract(asked, { name, values: valuesToSend(look.controls, typed) });
      forgetVisit(look.code);
      location.assign(page);
    } catch (cause) {
      refused(cause);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens in the middle of a try
  useEffect(() => {
    if (visit.asked) make(visit);
  }, []);

  const send = async () => {
    try {
      await sendPhoneCode(phone);
      setStep({ at: "proof" });
    } catch (cause) {
      setStep({ at: "form", problem: { no: 0, text: sentence(cause) } });
    }
  };
  const prove = async (digits: string) => {
    try {
      await enterByCode(phone, digits);
    } catch (cause) {
      return setStep({ at: "proof", problem: sentence(cause) });
    }
    await make(keep({ ...visit, asked: true }));
  };
  const openOwn = async (contract: string) => {
    try {
      location.assign(await signingPage(contract, look.party));
    } catch (cause) {
      setStep({ at: "form", problem: { no: 0, text: sentence(cause) } });
    }
  };

  switch (step.at) {
    case "making":
      return <Notice mark="合" title={t.making} text={t.makingHint} />;
    case "own":
      return (
        <Notice
          mark="有"
          tone="good"
          title={t.ownTitle}
          text={t.ownText}
          footer={
            <Button wide onClick={() => openOwn(step.contract)}>
              {t.ownOpen}
            </Button>
          }
        />
      );
    case "proof":
      return (
        <ByCodeProof
          phone={phone}
          problem={step.problem}
          onDigits={prove}
          onAgain={send}
          onBack={() => setStep({ at: "form" })}
        />
      );
    case "form":
      return (
        <ByCodeForm
          look={look}
          name={name}
          phone={phone}
          typed={typed}
          problem={step.problem}
          onName={setName}
          onPhone={setPhone}
          onType={(no, text) => setTyped((before) => ({ ...before, [no]: text }))}
          onNext={send}
        />
      );
  }
}
