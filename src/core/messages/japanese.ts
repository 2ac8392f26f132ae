import type { Messages, OptionTexts } from './messages.js';

const page: OptionTexts = ['ページ', '表示するページ'];
const perPage: OptionTexts = ['件数', '1ページに表示する論文の数'];
const paper: OptionTexts = ['論文', '直前のリストの番号、ID、リンク、またはタイトル'];
const at: OptionTexts = ['時刻', '配信する時刻（例：09:00、「usual」で既定に戻す）'];
const days: OptionTexts = ['配信日', '毎日、または月曜から金曜のみ', { all: '毎日', weekdays: '平日のみ' }];
const onOff = { on: 'オン', off: 'オフ' };

export const JAPANESE: Messages = {
  root: { name: 'papers', description: '論文を探し、新しい論文をここに届けてもらう' },
  answers: { yes: 'はい', no: 'いいえ' },
  commands: {
    about: { name: '情報', description: 'paperboyについてと、現在の収録状況' },
    catchup: {
      name: '見逃し',
      description: '最近あなたのトピックで届くはずだった論文を、重複なしで上位から表示',
      options: {
        span: ['期間', 'さかのぼる期間（例：12h、7d、2w）'],
        papers: ['論文', 'IDで指定した論文のみ（まとめに載せきれなかったもの）'],
        page,
      },
    },
    daily: {
      name: '日刊リスト',
      description: 'このチャンネルに毎日届く論文リストのオン・オフ、確認、テスト',
      form: '日刊リスト',
      options: {
        mode: [
          '操作',
          'リストに対する操作',
          { on: 'オンにする', off: 'オフにする', show: '確認する', test: 'テストする', resume: '再開する' },
        ],
        at,
        zone: ['タイムゾーン', 'タイムゾーン（例：Asia/Tokyo、「usual」で既定に戻す）'],
        size: ['件数', 'リストに載せる論文の最大数'],
        days,
        query: ['検索条件', '条件に合う論文のみ。すべての論文なら「all」'],
        quiet: ['論文なし通知', '論文がない日に、その旨と理由を知らせる', onOff],
        batch: [
          '対象',
          '出そろった最後の日、または現時点での最新の日',
          { complete: '出そろった日', now: '最新の日' },
        ],
        style: [
          '形式',
          'リストの形式：メッセージ、スレッド付き、またはフォーラムの投稿',
          { message: 'メッセージ', thread: 'スレッド付き', forum: 'フォーラムの投稿' },
        ],
        tag: ['タグ', 'フォーラムの投稿に付けるタグ。付けない場合は「none」'],
        channel: ['チャンネル', 'このチャンネル以外を指定する場合'],
      },
    },
    help: {
      name: 'ヘルプ',
      description: 'できることの一覧、または各コマンドの使い方',
      options: { command: ['コマンド', '説明してほしいコマンド'] },
    },
    privacy: {
      name: 'プライバシー',
      description: 'あなたについて保存されている情報の確認、書き出し、削除',
      options: {
        mode: ['操作', '行う操作', { show: '確認する', export: '書き出す', delete: '削除する' }],
        confirm: ['確認済み', '再確認せずに削除する'],
        page: ['ページ', '書き出しのうち表示するページ'],
      },
    },
    search: {
      name: '検索',
      description: '単語、フレーズ、除外語で論文を探す',
      options: {
        query: ['検索条件', '探すもの：単語、"フレーズ"、-除外語'],
        sort: ['並び順', '論文を並べる順序', { relevance: '関連度順', new: '新着順', top: '注目順' }],
        limit: perPage,
        page,
      },
    },
    settings: {
      name: '設定',
      description: 'すべてのトピックに使う、あなたのタイムゾーンと配信時刻',
      form: 'あなたの設定',
      options: {
        zone: ['タイムゾーン', 'あなたのタイムゾーン（例：Asia/Tokyo、「usual」で既定に戻す）'],
        at: ['時刻', 'まとめが届く時刻（例：09:00、「usual」で既定に戻す）'],
      },
    },
    show: {
      name: '表示',
      description: '論文1件の詳細：要旨、著者、日付、リンク',
      options: { paper },
    },
    similar: {
      name: '類似',
      description: '最も近い論文と、共通する語を表示',
      options: { paper, limit: ['件数', '表示する論文の数'] },
      shortcut: '類似論文を探す',
    },
    status: { name: '状況', description: 'ここに投稿されたもの、失敗とその理由、次の予定' },
    subscribe: {
      name: '購読',
      description: 'トピックの新しい論文を、自分またはこのチャンネルに届けてもらう',
      form: 'あなたのトピック',
      options: {
        query: ['検索条件', '届けてほしい論文：単語、"フレーズ"、-除外語'],
        every: [
          '頻度',
          '届く頻度。「新着ごと」は論文が入りしだい',
          { day: '毎日', week: '毎週', new: '新着ごと' },
        ],
        at,
        day: [
          '曜日',
          '週ごとのまとめが届く曜日',
          {
            mon: '月曜日',
            tue: '火曜日',
            wed: '水曜日',
            thu: '木曜日',
            fri: '金曜日',
            sat: '土曜日',
            sun: '日曜日',
            usual: '既定',
          },
        ],
        days,
        max: ['上限', 'まとめに載せる論文の最大数'],
        to: [
          '配信先',
          'あなたへのダイレクトメッセージ、またはこのチャンネル',
          { dm: 'ダイレクトメッセージ', here: 'このチャンネル' },
        ],
        number: ['番号', '変更するあなたのトピックの番号'],
        save: ['保存', 'プレビューせずにすぐ保存する'],
      },
    },
    subscriptions: {
      name: '購読一覧',
      description: 'あなたのトピックの次回の予定と前回の結果。変更、一時停止、解除もできます',
      options: {
        page,
        pause: ['一時停止', '一時停止するトピックの番号'],
        resume: ['再開', '再開するトピックの番号'],
      },
    },
    trending: {
      name: '話題',
      description: '最新の日・週・月に最も話題になった論文',
      options: {
        period: ['期間', 'さかのぼる期間', { day: '1日', week: '1週間', month: '1か月' }],
        query: ['検索条件', 'この語に合う論文のみ'],
        limit: perPage,
        page,
      },
    },
    trends: {
      name: '推移',
      description: 'あるテーマの論文数と投票数の週ごとの推移',
      options: {
        query: ['検索条件', '論文のテーマ'],
        weeks: ['週数', 'さかのぼる週の数'],
      },
    },
    unsubscribe: {
      name: '購読解除',
      description: '購読一覧の番号で、トピックの購読をやめる',
      options: {
        number: ['番号', 'トピックの番号'],
        topic: ['トピック', 'ボタンが指すトピック'],
      },
    },
    why: {
      name: '理由',
      description: '論文が届いた、または届かなかった理由：トピックごとに、合った語と妨げた語',
      options: { paper, page },
    },
  },
};
