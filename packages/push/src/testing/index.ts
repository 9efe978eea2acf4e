export { testBrowser } from "./browser.ts";
export { TEST_CERTIFICATE } from "./certificate.ts";
export { startPushService } from "./push-service.ts";
export { vapidClaims } from "./vapid-claims.ts";
