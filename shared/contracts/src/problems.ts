/** Every refusal by its stable code: HTTP status, what it is called, and what the caller does about it. No code exists outside this table. */

interface ProblemKind {
  status: number;
  title: string;
  /** What to do. */
  todo: string;
}

const kinds = {
  // The request.
  'invalid-json': { status: 400, title: '请求体不是合法的 JSON', todo: '检查请求体的 JSON 语法后重发。' },
  'json-expected': { status: 415, title: '请求体应为 JSON', todo: 'Content-Type 用 application/json,编码用 UTF-8。' },
  'invalid-request': { status: 400, title: '请求内容不符合要求', todo: '按 errors 指出的字段改正后重发。' },
  'idempotency-key-required': {
    status: 400,
    title: '缺少幂等键',
    todo: '每个 POST 加请求头 Idempotency-Key;同一操作重发时保持不变。',
  },
  'idempotency-key-reused': {
    status: 422,
    title: '幂等键已用于另一请求',
    todo: '新的操作换一个新的 Idempotency-Key。',
  },
  'body-too-large': { status: 413, title: '请求体过大', todo: '减小请求体;附件用上传接口。' },
  'body-too-deep': { status: 413, title: '请求体嵌套过深', todo: '减少 JSON 的嵌套层数。' },
  'no-such-route': { status: 404, title: '没有这个接口', todo: '对照 /docs 检查方法和路径。' },
  'too-many-requests': { status: 429, title: '请求过于频繁', todo: '等到 Retry-After 指出的秒数之后再发。' },
  'internal-error': { status: 500, title: '服务内部错误', todo: '用同一个 Idempotency-Key 重试;仍然出错的联系运维。' },
  'temporarily-unavailable': { status: 503, title: '服务暂时不可用', todo: '稍后用同一个 Idempotency-Key 重试。' },

  // The caller.
  unauthorised: { status: 401, title: '没有有效的访问令牌', todo: '取得新的访问令牌,以 Authorization: Bearer 发送。' },
  'identity-provider-away': { status: 503, title: '身份服务暂时不可用', todo: '稍后重试。' },
  'no-role': { status: 403, title: '令牌没有本系统的角色', todo: '请身份管理员授予角色,再取得新的令牌。' },
  'role-not-allowed': { status: 403, title: '没有办理权限', todo: '由具有所列角色之一的人员办理。' },
  'not-your-task': { status: 403, title: '不是本单位的待办', todo: '由待办所在的单位办理。' },
  'not-your-region': { status: 403, title: '不是本地区的办件', todo: '由该地区的人员办理。' },
  'not-your-enterprise': { status: 403, title: '不能代其他单位办理', todo: '由该单位自己的帐号申报,或者到窗口申报。' },
  'not-found': { status: 404, title: '没有找到', todo: '检查编号;办件属于其他单位、地区或者沙箱的,也答没有找到。' },

  // Filing.
  'unknown-region': { status: 400, title: '没有这个地区', todo: '填写已开通地区的名称或者标识。' },
  'unknown-stage': { status: 400, title: '没有这个审批阶段', todo: '填写四个审批阶段之一的名称或者编码。' },
  'no-lead': { status: 400, title: '该阶段没有牵头部门', todo: '联系该地区为阶段确定牵头部门。' },
  'no-named-helper': {
    status: 400,
    title: '本地区没有指名的帮办代办人员',
    todo: '不填 helper;需要协办的,向协办专窗提出申请。',
  },
  'no-items': { status: 400, title: '申报没有事项', todo: '至少填写一个事项。' },
  'unknown-item': { status: 400, title: '没有这个事项', todo: '填写事项目录中的事项编码。' },
  'repeated-item': { status: 400, title: '事项重复', todo: '每个事项只填写一次。' },
  'item-of-other-stage': { status: 400, title: '事项不属于本阶段', todo: '在事项所属的阶段申报。' },
  'invalid-project-code': { status: 400, title: '项目代码不正确', todo: '按项目审批监管平台赋予的代码填写。' },
  'invalid-uscc': { status: 400, title: '统一社会信用代码不正确', todo: '按营业执照填写 18 位代码。' },
  'expired-rules': { status: 422, title: '规程已失效', todo: '等待新的规程施行,或者咨询窗口。' },
  'rules-changed': { status: 503, title: '规则已改变而版本号未变', todo: '请运维提高规则包的版本号。' },
  'classified-project': { status: 422, title: '涉密项目不得网上申报', todo: '按保密规定线下办理。' },
  'unknown-material': { status: 400, title: '没有事项需要这份材料', todo: '按所报事项的材料清单填写材料名称。' },
  'unusable-file': {
    status: 400,
    title: '文件不能使用',
    todo: '使用本单位已经传完、未被拒收的文件;否则重新上传。',
  },
  'unusable-result': {
    status: 400,
    title: '审批结果不能使用',
    todo: '填写本单位同一项目已经准予的事项,写法是办件编号、连字符、事项编码。',
  },

  // Files.
  'file-too-large': { status: 413, title: '文件过大', todo: '压缩或者拆分文件后重新上传。' },
  'file-type-refused': { status: 415, title: '文件类型不受理', todo: '转换为所列类型之一后重新上传。' },
  'upload-format': { status: 415, title: '上传的格式不对', todo: 'Content-Type 用 application/offset+octet-stream。' },
  'upload-offset': { status: 409, title: '续传的位置不对', todo: '以 HEAD 读取 Upload-Offset,从该处续传。' },
  'upload-protocol': { status: 412, title: '不支持的续传协议版本', todo: '请求头 Tus-Resumable 用 1.0.0,或者不带。' },
  'file-incomplete': { status: 409, title: '文件尚未传完', todo: '传完之后再下载。' },
  'file-infected': { status: 409, title: '文件有病毒', todo: '杀毒之后重新上传,用新的文件替换。' },
  'link-invalid': { status: 403, title: '下载网址无效', todo: '重新取得下载网址,不要改动。' },
  'link-expired': { status: 403, title: '下载网址已过期', todo: '重新取得下载网址。' },
  'range-not-satisfiable': { status: 416, title: '所求的一段不存在', todo: '按文件的大小改正 Range。' },

  // Drafts.
  'if-match-required': { status: 428, title: '缺少 If-Match', todo: '把读取草稿时得到的 ETag 作为 If-Match 传回。' },
  'changed-meanwhile': { status: 412, title: '草稿已被他人修改', todo: '重新读取草稿,合并之后再保存。' },
  'draft-submitted': { status: 409, title: '草稿已经提交', todo: '进度见 detail 所指的申请。' },

  // Tasks up to acceptance.
  'unknown-department': { status: 400, title: '没有这个业务单位', todo: '填写业务单位的编码或者名称。' },
  'no-such-action': { status: 404, title: '待办没有这个操作', todo: '用待办的 actions 所列的操作。' },
  'reason-missing': { status: 409, title: '没有说明理由', todo: '写明具体理由后重发。' },
  'not-the-holder': { status: 409, title: '该事项不由本单位承办', todo: '由现承办单位答复。' },
  'item-not-in-application': { status: 409, title: '申请中没有该事项', todo: '检查事项编码。' },
  'item-not-returned': { status: 409, title: '该事项未被退回', todo: '等待承办单位答复。' },
  'item-returned': { status: 409, title: '该事项已退回', todo: '等待改推;不需再答复。' },
  'item-accepted': { status: 409, title: '该事项已受理', todo: '不需再答复;转入办理。' },
  'item-deemed-accepted': {
    status: 409,
    title: '该事项已视为受理',
    todo: '按已受理办理;确需变更承办单位的由监督员移交。',
  },
  'item-acceptance-refused': { status: 409, title: '该事项已不予受理', todo: '不需再答复;申请人可另行申报。' },
  'item-waiting': { status: 409, title: '该事项待前置', todo: '不需再答复;前置事项准予之日即受理。' },
  'item-not-required': { status: 409, title: '该事项已告知不受理', todo: '不需再答复;该事项不需要许可。' },
  'not-required-by-window': {
    status: 409,
    title: '不受理由窗口告知',
    todo: '把不需要许可的理由告诉综合服务窗口,由其书面告知。',
  },
  'returned-to-itself': { status: 409, title: '不能退回给本单位', todo: '指明另一单位,或者不指明单位。' },
  'no-return-here': { status: 409, title: '本地区不实行退回', todo: '对承办单位有异议的,请牵头部门协调。' },
  'departments-accept': { status: 409, title: '本地区由业务单位受理', todo: '由各业务单位答复各自的事项。' },
  'window-accepts': { status: 409, title: '本申请由综合服务窗口受理', todo: '等待窗口受理。' },
  'application-accepted': { status: 409, title: '该申请已受理', todo: '不需再作决定。' },
  'application-deemed-accepted': { status: 409, title: '该申请已视为受理', todo: '按已受理办理。' },
  'application-refused': { status: 409, title: '该申请已不予受理', todo: '不需再作决定;申请人可另行申报。' },
  'application-not-required': { status: 409, title: '该申请已告知不受理', todo: '不需再作决定。' },
  'item-confirmed': { status: 409, title: '该事项已答复受理', todo: '不需再答复;等待正式受理。' },
  'departments-unconfirmed': { status: 409, title: '业务部门尚未全部确认', todo: '各业务部门确认之后再受理。' },
  'departments-answer': { status: 409, title: '各部门尚未回复受理通知', todo: '等待各部门回复受理通知;窗口不作受理。' },
  'departments-refuse': { status: 409, title: '不予受理由业务部门决定', todo: '由业务部门决定并说明理由。' },
  'application-withdrawn': { status: 409, title: '该申请已撤回', todo: '不需再办理;申请人可另行申报。' },
  'partly-accepted': { status: 409, title: '部分事项已受理', todo: '受理在先;请重新提交撤回,由审批环节办理。' },
  'no-deficits-here': { status: 409, title: '本地区不实行容缺受理', todo: '一次性告知申请人补正。' },
  'deficit-immediate-item': { status: 409, title: '即办件不得容缺受理', todo: '一次性告知申请人补正。' },
  'deficit-main-material': { status: 409, title: '主要材料不得容缺', todo: '一次性告知申请人补正。' },
  'deficit-unknown-material': { status: 409, title: '没有这项材料', todo: '按办事指南所列的材料名称填写。' },
  'materials-missing': {
    status: 409,
    title: '另有材料未提交',
    todo: '一并列明可容缺的材料,或者一次性告知申请人补正。',
  },
  'deficits-open': { status: 409, title: '容缺材料尚未补齐', todo: '等待申请人补交容缺材料。' },
  'deficits-lapsed': { status: 409, title: '补交容缺材料已逾期', todo: '该事项已经终止;可以重新申报。' },
  'no-deficit': { status: 409, title: '没有待补的容缺材料', todo: '只补交容缺通知所列的材料。' },
  'no-commitment-here': { status: 409, title: '不适用告知承诺', todo: '按一般程序受理。' },
  'commitment-missing': {
    status: 409,
    title: '尚未签署告知承诺书',
    todo: '请申请人签署告知承诺书,或者按一般程序受理。',
  },
  'commitment-signed': { status: 409, title: '已签署告知承诺书', todo: '不必重复签署。' },
  'no-paper-here': { status: 409, title: '不需要纸质材料', todo: '不必登记。' },
  'paper-received': { status: 409, title: '纸质材料已收', todo: '不必重复登记。' },
  'acceptance-concluded': { status: 409, title: '受理环节已结束', todo: '不需再答复;进度见申请。' },

  // Correction.
  'correction-here-by-window': {
    status: 409,
    title: '本地区由窗口一次性告知',
    todo: '把应当补正的内容告诉综合服务窗口。',
  },
  'correction-here-by-department': {
    status: 409,
    title: '本申请由业务单位一次性告知',
    todo: '由承办该事项的业务单位告知。',
  },
  'correction-issued': {
    status: 409,
    title: '同一次申报只能一次性告知补正',
    todo: '等待申请人补正;确有遗漏的由监督员补充告知。',
  },
  'notice-incomplete': { status: 409, title: '补正告知要件不全', todo: '补齐所缺的要件后重发。' },
  'draft-left-out': { status: 409, title: '补正告知遗漏了部门起草的材料', todo: '写明各部门起草的全部材料后重发。' },
  'correction-open': { status: 409, title: '该申请正在补正', todo: '等待申请人补正齐全后再答复。' },
  'no-correction': { status: 409, title: '没有要求补正', todo: '不需补正;进度见申请。' },
  'correction-complete': { status: 409, title: '补正已经齐全', todo: '不需再补正;等待审查。' },
  'correction-lapsed': { status: 409, title: '补正已逾期', todo: '申请已经终止;可以重新申报。' },
  'material-not-asked': { status: 409, title: '不在应当补正之列', todo: '按补正告知所列的材料补正。' },
  'no-draft-here': { status: 409, title: '本地区没有部门起草补正告知', todo: '由告知人直接一次性告知。' },
  'draft-asked': { status: 409, title: '已经商请部门起草', todo: '等待部门起草,或者直接一次性告知。' },
  'draft-not-asked': { status: 409, title: '没有商请起草补正告知', todo: '等待窗口商请;已经提交的不必重复。' },

  // Review.
  'not-a-special-procedure': {
    status: 409,
    title: '不属于停止计时的特别程序',
    todo: '只有听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审以及事项所依法律另有规定的停止计时。',
  },
  'written-notice-missing': {
    status: 409,
    title: '没有书面告知所需时间',
    todo: '写明所需的工作日数(workingDays),由系统出具特别程序告知书。',
  },
  'no-special-procedure': { status: 409, title: '没有进行中的特别程序', todo: '不需结束。' },
  'special-procedure-runs': { status: 409, title: '特别程序尚未结束', todo: '先结束特别程序。' },
  'no-running-limit': { status: 409, title: '没有可以延长的期限', todo: '期限届满之前才能延长;请尽快作出决定。' },
  'extended-already': { status: 409, title: '期限只能延长一次', todo: '在延长后的期限内作出决定。' },
  'wrong-approver': { status: 409, title: '批准人不符合规定', todo: '报规定的批准人批准后再延长。' },
  'extension-too-long': { status: 409, title: '延长的天数超过规定', todo: '在规定的天数之内延长。' },
  'two-staff-needed': { status: 409, title: '核查人员不足两名', todo: '写明两名以上核查人员的姓名。' },
  'consultation-open': {
    status: 409,
    title: '征求意见尚未办结',
    todo: '等待被征求意见的单位答复,或者写明理由终结征求意见。',
  },
  'consulted-itself': { status: 409, title: '不能向本单位征求意见', todo: '指明另一单位。' },
  'not-consulted': { status: 409, title: '没有待答复的征求意见', todo: '核对被征求意见的单位;已经答复的不需终结。' },
  'consultation-elsewhere': { status: 409, title: '征求意见的不是本单位', todo: '由被征求意见的单位答复。' },
  'consultation-answered': { status: 409, title: '征求意见已答复', todo: '不需再答复;意见有变的,请承办单位另行征求。' },
  'consultation-closed': { status: 409, title: '征求意见已终结', todo: '不需再答复。' },
  'hearing-right-told': { status: 409, title: '听证的权利已经告知', todo: '不必重复告知;等待申请期限届满。' },
  'hearing-right-not-told': { status: 409, title: '尚未告知听证的权利', todo: '先告知申请人、利害关系人。' },
  'hearing-requested': { status: 409, title: '已经要求听证', todo: '组织听证;不需再次登记。' },
  'hearing-request-late': { status: 409, title: '要求听证的期限已过', todo: '依法继续办理。' },
  'not-a-party': { status: 409, title: '不是申请人或者利害关系人', todo: '填写申请人或者所告知的利害关系人。' },
  'no-hearing': { status: 409, title: '没有进行中的听证', todo: '先启动特别程序“听证”,书面告知所需时间。' },
  'hearing-time-wrong': { status: 409, title: '听证时间不符合规定', todo: '按 detail 所示的最早、最迟日期改定。' },
  'presider-reviews': { status: 409, title: '主持人不符合规定', todo: '另行指定审查人员以外的主持人。' },
  'hearing-held': { status: 409, title: '听证已经举行', todo: '不需再办理;结束特别程序后作出决定。' },
  'hearing-not-held': { status: 409, title: '听证尚未举行', todo: '按通知的时间举行之后登记笔录。' },
  'hearing-owed': { status: 409, title: '听证尚未办结', todo: '等待期限届满,或者举行听证并登记笔录。' },
  'item-decided': { status: 409, title: '该事项已办结', todo: '决定已经作出,不得再次决定。' },
  'not-the-lead': { status: 409, title: '不是本阶段的牵头部门', todo: '由牵头部门办理。' },
  'item-not-under-review': { status: 409, title: '该事项不在办理中', todo: '只列正在办理的事项。' },
  'meeting-not-held': { status: 409, title: '会商尚未举行', todo: '会商之后再登记纪要。' },
  'meeting-alone': { status: 409, title: '不是部门会商', todo: '写明参加会商的两个以上单位。' },
  'visit-not-joint': { status: 409, title: '不是联合勘查', todo: '只有一个部门需要勘查的,由该部门自行核查。' },
  'visit-in-the-past': { status: 409, title: '勘查时间已过', todo: '另定以后的时间。' },
  'visit-called': { status: 409, title: '已经组织联合勘查', todo: '等待本次勘查完成。' },
  'visit-confirmed': { status: 409, title: '已经确认参加', todo: '不必重复确认。' },
  'no-site-visit': { status: 409, title: '没有待办的联合勘查', todo: '需要勘查的,请牵头部门组织。' },
  'visit-not-yet': { status: 409, title: '联合勘查尚未开始', todo: '勘查之后再登记。' },
  'stage-completed': { status: 409, title: '该阶段已办结', todo: '不需再办理;结果见申请。' },
  'transferred-to-itself': { status: 409, title: '该事项已由该单位承办', todo: '指明另一单位。' },

  // Issuance.
  'result-data-missing': { status: 409, title: '结果数据不全', todo: '补填所缺的结果数据后再移交。' },
  'result-dates-wrong': { status: 409, title: '结果数据有误', todo: '改正日期后重发。' },
  'nothing-corrected': { status: 409, title: '没有更正内容', todo: '写明更正后的结果数据或者所载的受理信息。' },
  'discrepancy-open': { status: 409, title: '结果与受理信息不一致', todo: '由作出决定的单位更正;更正之前不能发放。' },
  'result-handed-over': { status: 409, title: '结果已移交', todo: '不必再次移交;等待申请人领取。' },
  'not-handed-over': { status: 409, title: '结果尚未移交', todo: '等待作出决定的单位移交结果。' },
  'authority-missing': {
    status: 409,
    title: '代理人没有授权委托书',
    todo: '请代理人出具授权委托书,并在 authorisation 中写明。',
  },
  'result-delivered': { status: 409, title: '结果已送达', todo: '不需再办理;送达回执见文书。' },

  // Documents.
  'document-not-rendered': { status: 404, title: '文书的 PDF 尚未生成', todo: '过 Retry-After 指出的秒数之后再取。' },
  'no-such-document': { status: 404, title: '无此文书', todo: '核对核验码;仍然没有的,向出具文书的窗口或者单位核实。' },

  // Assist.
  'no-assist': { status: 400, title: '本地区没有协办', todo: '在实行协办的地区提出,或者到综合服务窗口办理。' },
  'unknown-kind': { status: 400, title: '没有这种项目', todo: '填写该地区所列的项目种类。' },
  'assist-ineligible': {
    status: 409,
    title: '该协办申请不符合条件',
    todo: '按告知的其他途径办理;情况有变的另行申请。',
  },
  'pre-review-done': { status: 409, title: '预审已经通过', todo: '不需再作预审决定。' },
  'pre-review-open': { status: 409, title: '预审尚未通过', todo: '等待协办专窗预审。' },
  'outside-scope': { status: 409, title: '项目不在协办范围', todo: '告知建设单位原因和其他办理途径。' },
  'form-confirmed': { status: 409, title: '申请表已经确认', todo: '不必重复确认。' },
  'form-not-confirmed': { status: 409, title: '申请表尚未确认', todo: '请建设单位先确认委托协办申请表。' },
  'officer-assigned': { status: 409, title: '已有协办员', todo: '确需变动的,写明理由办理更换。' },
  'no-officer': { status: 409, title: '尚未指派协办员', todo: '请协办专窗先指派。' },
  'same-officer': { status: 409, title: '协办员没有变动', todo: '指明另一名协办员。' },
  'not-the-officer': { status: 409, title: '不是该项目的协办员', todo: '由该项目的协办员本人登记。' },
  'owner-contacted': { status: 409, title: '已经联系建设单位', todo: '首次联系不重复登记。' },

  // Questions and stage inquiries.
  'unknown-contact-sheet': { status: 400, title: '没有这种咨询联络单', todo: '填写该地区所列的联络单种类,或者不填。' },
  'no-inquiry': { status: 400, title: '本地区不实行一次征询', todo: '直接申报,或者就具体事项提出咨询。' },
  'repeated-department': { status: 400, title: '业务单位重复', todo: '每个业务单位只填写一次。' },
  'answer-missing': { status: 409, title: '没有答复内容', todo: '写明答复内容后重发。' },
  'question-answered': { status: 409, title: '该咨询已答复', todo: '不需再办理;答复见文书。有新问题的另行咨询。' },
  'question-withdrawn': { status: 409, title: '该咨询已撤回', todo: '不需再办理。' },
  'question-elsewhere': { status: 409, title: '该咨询不由本单位答复', todo: '由现承办单位答复。' },
  'forwarded-to-itself': { status: 409, title: '该咨询已由该单位承办', todo: '指明另一单位。' },
  'nothing-overdue': { status: 409, title: '没有需要督促的事项', todo: '期限届满仍未答复的,再行协调督促。' },
  'inquiry-elsewhere': { status: 409, title: '征询的不是本单位', todo: '由被征询单位答复。' },
  'inquiry-answered': { status: 409, title: '征询已答复', todo: '不需再答复;有疑问的等待协调。' },
  'inquiry-outstanding': { status: 409, title: '被征询单位尚未答复', todo: '督促其答复;不得代为答复。' },
  'inquiry-cancelled': { status: 409, title: '征询已取消', todo: '不需再办理;需要的另行发起。' },
  'inquiry-notified': { status: 409, title: '已一单告知', todo: '不需再办理;一单告知见文书。' },
  'item-not-in-stage': { status: 409, title: '本阶段没有该事项', todo: '填写本阶段事项目录中的事项编码。' },

  // Calendar.
  'outside-calendar': { status: 400, title: '日期超出工作日历', todo: '填写已知年度之内的日期。' },
  'calendar-contradicts-itself': { status: 400, title: '日历不能成立', todo: '补齐缺少的年度,改正日期。' },
  'amendment-decided': { status: 409, title: '该修订已有决定', todo: '如需更改,另提修订。' },
  'second-person-required': { status: 409, title: '须由另一人批准', todo: '请提出人以外的有权人员批准。' },

  // Delegations.
  'delegation-period': { status: 400, title: '授权期限不能成立', todo: '终止时刻晚于起始时刻和当前时刻。' },
  'delegation-ended': { status: 409, title: '该授权已经终止', todo: '需要的另行授权。' },
  'not-your-delegation': { status: 409, title: '不是本单位的授权', todo: '由作出授权的单位收回。' },
  'mandate-not-in-force': { status: 409, title: '授权不在有效期内', todo: '由承办单位办理,或者由其另行授权。' },
  'outside-mandate': { status: 409, title: '超出授权范围', todo: '由承办单位办理。' },

  // Sandbox.
  'no-sandbox-here': { status: 400, title: '本环境没有沙箱', todo: '去掉请求头 Sandbox-Realm。' },
  'invalid-realm': { status: 400, title: '沙箱名不符合要求', todo: '只用小写字母、数字和连字符。' },
  'unknown-realm': { status: 404, title: '没有这个沙箱', todo: '先建立沙箱,再以 Sandbox-Realm 使用。' },
  'realm-exists': { status: 409, title: '沙箱已存在', todo: '换一个沙箱名。' },
  'invalid-instant': { status: 400, title: '时刻不符合要求', todo: '填写带时区的 ISO 8601 时刻。' },
  'clock-goes-forward': { status: 409, title: '时钟只能向前', todo: '目标时刻不早于沙箱的当前时刻。' },
  'clock-is-moving': { status: 409, title: '沙箱时钟正在移动', todo: '上一次移动完成后再移动。' },
  'sandbox-not-settled': { status: 504, title: '沙箱中仍有未处理完的事项', todo: '稍后重试;仍然如此的联系运维。' },
} satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof kinds;

export const problems: Readonly<Record<ProblemCode, ProblemKind>> = kinds;
