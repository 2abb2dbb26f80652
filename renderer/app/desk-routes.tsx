import {
  IconBuildingBank,
  IconCalendarEvent,
  IconDisc,
  IconHelp,
  IconInbox,
  IconMessageCheck,
  IconPackageExport,
  IconPrinter,
  IconSettings,
  IconTableColumn,
  IconTableImport,
} from '@tabler/icons-react';
import { lazy } from 'react';
import { paths } from '../kit/paths.ts';
import type { RouteEntry } from './route-types.ts';

/** Routes of the desk: notices, paper, seal, feedback, bulk, inbox, review, signers, settings, help. */
export const deskRoutes: readonly RouteEntry[] = [
  {
    path: paths.notices,
    title: '公示与征求意见',
    methods: ['record.save'],
    nav: { label: '公示与征求意见', icon: IconCalendarEvent, order: 20 },
    page: lazy(async () => ({ default: (await import('../notices/notices-page.tsx')).NoticesPage })),
  },
  {
    path: paths.paper,
    title: '打印',
    methods: ['paper.status', 'paper.save'],
    nav: { label: '打印', icon: IconPrinter, order: 40 },
    page: lazy(async () => ({ default: (await import('../paper-desk/paper-page.tsx')).PaperPage })),
  },
  {
    path: paths.seal,
    way: 'packages',
    title: '封包',
    methods: ['seal.plan', 'seal.run'],
    nav: { label: '封包', icon: IconPackageExport, order: 50 },
    page: lazy(async () => ({ default: (await import('../seal-wizard/seal-page.tsx')).SealPage })),
  },
  {
    path: paths.handover,
    title: '报送材料',
    methods: ['handover.plan', 'handover.disc'],
    way: 'paper',
    nav: { label: '报送材料', icon: IconDisc, order: 50 },
    page: lazy(async () => ({ default: (await import('../handover/handover-page.tsx')).HandoverPage })),
  },
  {
    path: paths.feedback,
    way: 'packages',
    title: '反馈',
    methods: ['feedback.list'],
    nav: { label: '反馈', icon: IconMessageCheck, order: 60 },
    page: lazy(async () => ({ default: (await import('../feedback/feedback-page.tsx')).FeedbackPage })),
  },
  {
    path: paths.bulk,
    title: '批量导入',
    methods: ['bulk.read', 'bulk.take'],
    nav: { label: '批量导入', icon: IconTableImport, order: 95, place: 'incoming' },
    page: lazy(async () => ({ default: (await import('../bulk/bulk-page.tsx')).BulkPage })),
  },
  {
    path: paths.inbox,
    title: '收件',
    methods: ['inbox.list', 'inbox.import'],
    nav: { label: '收件', icon: IconInbox, order: 80, place: 'incoming' },
    page: lazy(async () => ({ default: (await import('../inbox/inbox-page.tsx')).InboxPage })),
  },
  {
    path: paths.review,
    title: '审核',
    methods: ['review.save'],
    page: lazy(async () => ({ default: (await import('../review/review-page.tsx')).ReviewPage })),
  },
  {
    path: paths.quotas,
    title: '名额',
    methods: ['quotas.get', 'quotas.save'],
    nav: { label: '名额', icon: IconTableColumn, order: 85, place: 'incoming' },
    page: lazy(async () => ({ default: (await import('../quotas/quotas-page.tsx')).QuotasPage })),
  },
  {
    path: paths.signers,
    title: '单位登记',
    methods: ['signers.list'],
    nav: { label: '单位登记', icon: IconBuildingBank, order: 90, place: 'incoming' },
    page: lazy(async () => ({ default: (await import('../signers/signers-page.tsx')).SignersPage })),
  },
  {
    path: paths.settings,
    title: '设置',
    methods: ['campaign.settings'],
    nav: { label: '设置', icon: IconSettings, order: 100, place: 'bottom' },
    page: lazy(async () => ({ default: (await import('../settings/settings-page.tsx')).SettingsPage })),
  },
  {
    path: paths.help,
    title: '帮助',
    methods: ['campaign.pack'],
    nav: { label: '帮助', icon: IconHelp, order: 110, place: 'bottom' },
    page: lazy(async () => ({ default: (await import('../help/help-page.tsx')).HelpPage })),
  },
];
