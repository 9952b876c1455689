/** Outcome of checking a 统一社会信用代码; a fault in form is refused, a wrong check digit only warned of. */
export type UsccCheck = { ok: true } | { ok: false; severity: 'format' | 'check'; reason: string };

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const FORM = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/**
 * Checks form and 18th character of a 统一社会信用代码 (GB 32100-2015). Severity `check` is a warning: registered codes that
 * fail it are known, so it must be verified against the register, not refused.
 */
export function checkUscc(text: string): UsccCheck {
  if (!FORM.test(text)) {
    return {
      ok: false,
      severity: 'format',
      reason: '格式不符：统一社会信用代码应为18位数字和大写字母，第3至8位为数字，不使用I、O、S、V、Z',
    };
  }
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(text.charAt(i)), 0);
  const expected = ALPHABET.charAt((31 - (sum % 31)) % 31);
  if (text.charAt(17) === expected) return { ok: true };
  return {
    ok: false,
    severity: 'check',
    reason: `校验码不符：末位应为${expected}，实为${text.charAt(17)}，请与法人库核对`,
  };
}
