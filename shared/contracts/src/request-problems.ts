/** Refusals of a request as such, before anything is decided. */

export interface ProblemKind {
  status: number;
  title: string;
  /** What to do. */
  todo: string;
}

export const requestProblems = {
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
} as const satisfies Record<string, ProblemKind>;
