/** Why the hub did not do what was asked: an RFC 9457 problem, or a network that gave no answer. */
export class Problem extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Stable code of the catalogue, for example `link_expired`; `network` when no answer came. */
  readonly code: string;
  /** The sentence for people, in the language of the request. */
  readonly detail: string;
  readonly params: Readonly<Record<string, string>>;

  constructor(status: number, code: string, detail: string, params: Readonly<Record<string, string>> = {}) {
    super(`${code}: ${detail}`);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.params = params;
  }
}

/** The sentence for people in whatever was thrown. */
export function sentence(problem: unknown): string {
  return problem instanceof Problem ? problem.detail : String(problem);
}

/** Reads a problem out of an answer, whatever its body is. `fallback` is the sentence where the body has none. */
export async function readProblem(answer: Response, fallback: string): Promise<Problem> {
  let body: unknown;
  try {
    body = await answer.json();
  } catch {
    body = undefined;
  }
  const fields = isRecord(body) ? body : {};
  const params: Record<string, string> = {};
  if (isRecord(fields.params)) {
    for (const [name, value] of Object.entries(fields.params)) {
      params[name] = String(value);
    }
  }
  return new Problem(
    answer.status,
    typeof fields.code === "string" ? fields.code : `http_${answer.status}`,
    typeof fields.detail === "string" && fields.detail !== "" ? fields.detail : fallback,
    params,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
