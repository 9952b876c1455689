/** Outcome of checking a 项目代码: the normalised code, or what is wrong with it in Chinese. */
export type ProjectCodeCheck = { ok: true; code: string } | { ok: false; reason: string };

const WITH_HYPHENS = /^\d{4}-\d{6}-\d{2}-\d{2}-\d{6}$/;
const DIGITS = /^\d{20}$/;

function hyphenated(digits: string): string {
  return [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10, 12), digits.slice(12, 14), digits.slice(14)].join(
    '-',
  );
}

/** ISO/IEC 7064 MOD 11,10 (GB/T 17710). */
function checkDigit(first19: string): number {
  let p = 10;
  for (const char of first19) {
    p = (p + Number(char)) % 10 || 10;
    p = (p * 2) % 11;
  }
  return (11 - p) % 10;
}

/** Serial codes of 2013–2020 begin with the year and carry no check digit; since November 2020 codes begin with YYMM. */
function isOldFormat(prefix: number): boolean {
  return prefix >= 2013 && prefix <= 2020;
}

function monthFault(prefix: string): string | undefined {
  const month = Number(prefix.slice(2));
  if (month < 1 || month > 12) return `月份“${prefix.slice(2)}”不在01至12之间（前四位应为两位年份和两位月份）`;
  if (Number(prefix) < 2011) return `月份“${prefix}”早于2020年11月，当时尚未启用现行编码`;
  return undefined;
}

/**
 * Checks a 全国固定资产投资项目代码 (GB/T 40058-2021), with or without hyphens: form, month, check digit.
 * Codes of 2013–2020 have the old format and are checked for form only.
 */
export function checkProjectCode(text: string): ProjectCodeCheck {
  const trimmed = text.trim();
  if (!WITH_HYPHENS.test(trimmed) && !DIGITS.test(trimmed)) {
    return {
      ok: false,
      reason: '格式不符：项目代码应为20位数字，写作“4-6-2-2-6”位并以连字符分隔，例如2509-320193-89-01-544060',
    };
  }
  const digits = trimmed.replaceAll('-', '');
  const code = hyphenated(digits);
  const prefix = digits.slice(0, 4);
  if (isOldFormat(Number(prefix))) return { ok: true, code };
  const fault = monthFault(prefix);
  if (fault !== undefined) return { ok: false, reason: fault };
  const expected = checkDigit(digits.slice(0, 19));
  if (Number(digits[19]) === expected) return { ok: true, code };
  return { ok: false, reason: `校验码不符：末位应为${expected}，实为${digits.slice(19)}` };
}

/**
 * Completes 19 digits (hyphens allowed) with their check digit and writes the code with hyphens (GB/T 40058-2021).
 * @throws {RangeError} if they are not 19 digits
 */
export function makeProjectCode(first19: string): string {
  const digits = first19.replaceAll('-', '');
  if (!/^\d{19}$/.test(digits)) throw new RangeError(`not 19 digits: ${first19}`);
  return hyphenated(`${digits}${checkDigit(digits)}`);
}
