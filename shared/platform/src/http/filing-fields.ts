/** Fields that every filing has, checked the same way. */
import { checkProjectCode, checkUscc } from '@yichuang/kernel';
import { fieldProblem, problemOf } from './problem.ts';

/** 涉密: refused before anything is stored (000-06, 002-04). */
export function refuseClassified(classified: boolean): void {
  if (classified)
    throw problemOf('classified-project', '涉密工程和涉密资料按保密规定线下办理,本系统不保存任何内容。', {
      clause: '002 一;000 二(二)',
    });
}

/** The code in its one written form. */
export function projectCodeOf(code: string, field = 'project.code'): string {
  const checked = checkProjectCode(code);
  if (!checked.ok) throw fieldProblem('invalid-project-code', field, checked.reason);
  return checked.code;
}

/** What is wrong with the form of a credit code; a wrong check digit only warns, as real codes with one exist. */
export function creditFault(uscc: string): string | undefined {
  const checked = checkUscc(uscc);
  return !checked.ok && checked.severity === 'format' ? checked.reason : undefined;
}

export function checkCredit(uscc: string, field: string): void {
  const fault = creditFault(uscc);
  if (fault !== undefined) throw fieldProblem('invalid-uscc', field, fault);
}
