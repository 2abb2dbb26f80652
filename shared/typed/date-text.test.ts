import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dateProblem,
  dateProposals,
  isPresentText,
  parseDateText,
  parseMonthText,
  toHalfWidth,
} from './date-text.ts';

describe('parseDateText', () => {
  it.each([
    ['2021-9-2', '2021-09-02'],
    ['2021.09.02', '2021-09-02'],
    ['2021/9/2', '2021-09-02'],
    ['20210902', '2021-09-02'],
    ['２０２１年９月２日', '2021-09-02'],
    [' 2021 年 9 月 2 日 ', '2021-09-02'],
    ['2020-02-29', '2020-02-29'],
    ['2021。9。2', '2021-09-02'],
    ['2021、9、2', '2021-09-02'],
    ['2021 9 2', '2021-09-02'],
    ['2021—09—02', '2021-09-02'],
    ['2021年9月2号', '2021-09-02'],
    ['2021.9.2.', '2021-09-02'],
    ['15/3/2021', '2021-03-15'],
    ['3/15/2021', '2021-03-15'],
    ['15.3.2021', '2021-03-15'],
    ['3/3/2021', '2021-03-03'],
  ])('reads %s', (text, date) => expect(parseDateText(text)).toBe(date));
  it.each([
    '2021-02-29',
    '2021-13-01',
    '2021-9',
    '1021-01-01',
    '明天',
    '',
    '5/3/2021',
    '9月15日',
    '30/2/2021',
  ])('refuses %s', (text) => expect(parseDateText(text)).toBeNull());
  it('gives back every day it wrote itself', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10);
          expect(parseDateText(iso)).toBe(iso);
          expect(parseDateText(iso.replaceAll('-', ''))).toBe(iso);
        },
      ),
    );
  });
});

describe('parseMonthText', () => {
  it.each([
    ['2015-03', '2015-03'],
    ['2015.3', '2015-03'],
    ['201503', '2015-03'],
    ['2015年3月', '2015-03'],
    ['2015-03-18', '2015-03'],
    ['2015。3', '2015-03'],
    ['2015年3月份', '2015-03'],
    ['２０１５．０３', '2015-03'],
    ['20150318', '2015-03'],
  ])('reads %s', (text, month) => expect(parseMonthText(text)).toBe(month));
  it.each(['2015', '2015-00', '2015-13', '03/2015'])('refuses %s', (text) =>
    expect(parseMonthText(text)).toBeNull(),
  );
});

it('says what is wrong with a text that is no date', () => {
  expect(dateProblem('2021-2-30', 'date')).toBe('没有这一天。请按 2021-09-02 填写。');
  expect(dateProblem('2021.9', 'date')).toBe('还缺日子。请按 2021-09-02 填写。');
  expect(dateProblem('21.9.6', 'date')).toBe('年份要写满四位。请按 2021-09-02 填写。');
  expect(dateProblem('15/3', 'month', true)).toBe('年份要写满四位。请按 2015-03 填写年月，或填“至今”。');
  expect(dateProblem('2015-13', 'month')).toBe('没有这个月份。请按 2015-03 填写年月。');
  expect(dateProblem('去年秋天', 'date')).toBe('没看懂这个日期。请按 2021-09-02 填写。');
});

it('asks where a day could be two, and proposes this year where none is written', () => {
  expect(dateProposals('5/3/2021', 'date', 2021)).toEqual(['2021-03-05', '2021-05-03']);
  expect(dateProblem('5/3/2021', 'date')).toBe('可能是3月5日，也可能是5月3日。请按 2021-09-02 填写。');
  expect(dateProposals('9月15日', 'date', 2021)).toEqual(['2021-09-15']);
  expect(dateProblem('9月15日', 'date')).toBe('还缺年份。请按 2021-09-02 填写。');
  expect(dateProposals('9月', 'month', 2021)).toEqual(['2021-09']);
  expect(dateProposals('2月30日', 'date', 2021)).toEqual([]);
  expect(dateProblem('30/2/2021', 'date')).toBe('没有这一天。请按 2021-09-02 填写。');
  expect(dateProblem('2019', 'month')).toBe('还缺月份。请按 2015-03 填写年月。');
  expect(dateProposals('去年', 'date', 2021)).toEqual([]);
});

it('knows 至今', () => {
  expect(isPresentText(' 至今 ')).toBe(true);
  expect(isPresentText('至 今')).toBe(true);
  expect(isPresentText('至　今')).toBe(true);
  expect(isPresentText('2015')).toBe(false);
});

it('turns full-width signs into half-width ones', () => expect(toHalfWidth('１２－３　４')).toBe('12-3 4'));
