/** The seal on a document. In production a province's platform seals; here a drawing that nobody takes for a real one. */

export interface SealPort {
  /** What is put over signature and date: an SVG drawing, square. */
  imageOf(seal: string): string;
}

const red = '#c8102e';
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);

/** 测试印章: a circle with the name of the seal, marked as a test. */
export const testSeal: SealPort = {
  imageOf(seal) {
    const size = Math.min(20, Math.floor(260 / seal.length));
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">
  <path id="arc" d="M 29 118 A 73 73 0 1 1 171 118" fill="none"/>
  <circle cx="100" cy="100" r="95" stroke="${red}" stroke-width="5" fill="none"/>
  <g fill="${red}" font-family="Noto Serif SC" font-weight="700" text-anchor="middle">
    <text font-size="${String(size)}"><textPath href="#arc" startOffset="50%">${escaped(seal)}</textPath></text>
    <path d="M100 68 L108.2 93.2 L134.7 93.2 L113.3 108.8 L121.4 134 L100 118.4 L78.6 134 L86.7 108.8 L65.3 93.2 L91.8 93.2 Z"/>
    <text x="100" y="167" font-size="22">测试印章</text>
  </g>
</svg>`;
  },
};
