/** Every way a case can go, on one system: to start one takes longer than most cases. */
import './cases/acceptance-departments.ts';
import './cases/acceptance-window.ts';
import './cases/amendment.ts';
import './cases/consultation.ts';
import './cases/correction.ts';
import './cases/delegation.ts';
import './cases/delivery.ts';
import './cases/helper.ts';
import './cases/operator.ts';
import './cases/operator-view.ts';
import './cases/question.ts';
import './cases/review.ts';
import './cases/stage-inquiry.ts';
import './cases/withdrawal.ts';
