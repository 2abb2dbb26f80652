import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditCheckCharacter, readCreditCode } from './credit-code.ts';
import { idCheckCharacter, maskIdNumber, readIdNumber } from './id-number.ts';
import { nameProblem, photoFileName, rareCharacters, tidyPersonName } from './person-name.ts';
import { isLandline, isMobile, isPhone, maskPhone, normalisePhone } from './phone.ts';
import { isEmail, isPostcode } from './postcode.ts';

const birthday = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2010-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const validId = fc
  .tuple(fc.integer({ min: 110000, max: 659999 }), birthday, fc.integer({ min: 0, max: 999 }))
  .map(([division, birth, sequence]) => {
    const first = `${division}${birth.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
    return { id: first + idCheckCharacter(first), birth, sequence };
  });

describe('ID number (GB 11643)', () => {
  it('reads the sample of the domain notes, small x and spaces included', () => {
    const facts = { kind: 'valid', division: '530102', birth: '1920-05-08', sex: '1' };
    expect(readIdNumber('53010219200508011X')).toEqual(facts);
    expect(readIdNumber(' 530102 19200508 011x ')).toEqual(facts);
  });

  it.each([
    ['5301021920050801', 'length'],
    ['53010219200508011Y', 'characters'],
    ['5301021920050801１X1', 'length'],
    ['530102192002300115', 'birth'],
    ['530102192005080110', 'digit'],
  ])('%s is bad: %s', (text, problem) => {
    expect(readIdNumber(text)).toEqual({ kind: 'bad', problem });
  });

  it('reads an old number of 15 digits', () => {
    expect(readIdNumber('430102790615001')).toEqual({
      kind: 'old',
      division: '430102',
      birth: '1979-06-15',
      sex: '1',
    });
  });

  it('gives birth date and sex of every valid number, and notices any one wrong digit', () => {
    fc.assert(
      fc.property(
        validId,
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 1, max: 9 }),
        (made, at, step) => {
          expect(readIdNumber(made.id)).toMatchObject({
            kind: 'valid',
            birth: made.birth,
            sex: made.sequence % 2 === 1 ? '1' : '2',
          });
          const digits = [...made.id];
          digits[at] = String((Number(digits[at]) + step) % 10);
          expect(readIdNumber(digits.join('')).kind).toBe('bad');
        },
      ),
    );
  });

  it('never throws, and masks all but ten characters', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        readIdNumber(text);
        const masked = maskIdNumber(text);
        expect([...masked].filter((character) => character !== '*').length).toBeLessThanOrEqual(10);
      }),
    );
    expect(maskIdNumber('53010219200508011X')).toBe('530102********011X');
  });
});

describe('统一社会信用代码 (GB 32100)', () => {
  it.each(['91110000101623741K', '911101066976941872', '91350100M000100Y43', ' 91110000101623741k'])(
    '%s is valid',
    (code) => {
      expect(readCreditCode(code)).toEqual({ kind: 'valid' });
    },
  );

  it('says what the last character should be', () => {
    expect(readCreditCode('91350211M0000XUF46')).toEqual({ kind: 'bad', problem: 'digit', expected: 'R' });
    expect(readCreditCode('9135')).toEqual({ kind: 'bad', problem: 'length' });
    expect(readCreditCode('9111000010162374IO')).toEqual({ kind: 'bad', problem: 'characters' });
  });

  it('accepts every code it completes, remainder 0 included', () => {
    const character = fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY');
    fc.assert(
      fc.property(fc.array(character, { minLength: 17, maxLength: 17 }), (characters) => {
        const first = characters.join('');
        expect(readCreditCode(first + creditCheckCharacter(first)).kind).toBe('valid');
      }),
    );
    expect(creditCheckCharacter('0'.repeat(17))).toBe('0');
  });
});

describe('telephone, postcode, e-mail', () => {
  it('knows mobile and fixed numbers', () => {
    expect(['13900000000', '139 0000 0000', '199-0000-0000'].every(isMobile)).toBe(true);
    expect(['010-63094191', '0731-82210000-8012', '07318221000', '0411 82210000'].every(isLandline)).toBe(
      true,
    );
    expect(['12900000000', '1390000000', '8221000', '无', ''].some(isPhone)).toBe(false);
    expect(maskPhone('13912345678')).toBe('139****5678');
  });

  it.each([
    ['139 0000 0000', '13900000000'],
    ['139-0000-0000', '13900000000'],
    ['+86 139 0000 0000', '13900000000'],
    ['１３９００００００００', '13900000000'],
    ['（0731）8221 0000', '0731-82210000'],
    ['0731 82210000', '0731-82210000'],
    ['0731—82210000', '0731-82210000'],
    ['０７３１－８２２１００００转８０１', '0731-82210000-801'],
    ['010-63094191', '010-63094191'],
  ])('takes %s as %s', (typed, number) => {
    expect(normalisePhone(typed)).toBe(number);
    expect(isPhone(typed)).toBe(true);
  });

  it('keeps what is no number, for the clerk to mend', () => {
    expect(normalisePhone('不知道')).toBe('不知道');
    expect(isPhone('13900000000、0731-82210000')).toBe(false);
  });

  it('knows postcodes and addresses', () => {
    expect(isPostcode('100017')).toBe(true);
    expect(['10001', '1000171', '10001A'].some(isPostcode)).toBe(false);
    expect(isEmail('wang@example.gov.cn')).toBe(true);
    expect(['wang@', '@a.cn', 'a b@c.cn', 'a@b', 'a@.cn'].some(isEmail)).toBe(false);
  });
});

describe('names', () => {
  it.each([
    ['陈𬱟', null],
    ['阿卜杜拉·买买提', null],
    ['李 明', 'space'],
    ['阿卜杜拉.买买提', 'dot'],
    ['·买买提', 'dot'],
    ['Li Ming', 'space'],
    ['Liming', 'characters'],
    ['李', 'length'],
  ])('%s: %s', (name, problem) => {
    expect(nameProblem(name)).toBe(problem);
  });

  it.each([
    ['张 伟', '张伟'],
    ['张　伟', '张伟'],
    ['阿卜杜拉•买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉・买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉.买买提', '阿卜杜拉·买买提'],
    ['𬱟 㛃', '𬱟㛃'],
    ['Li Ming', 'Li Ming'],
  ])('tidies %s to %s', (typed, name) => expect(tidyPersonName(typed)).toBe(name));

  it('makes the photo name of the notice', () => {
    expect(photoFileName('张某某', '1966-01-01')).toBe('张某某-19660101.jpg');
    expect(photoFileName(' 李 㛃', '1982-11-20')).toBe('李㛃-19821120.jpg');
    expect(photoFileName('阿卜杜拉•买买提', '1984-03-08')).toBe('阿卜杜拉·买买提-19840308.jpg');
  });

  it('finds characters that GBK lacks', () => {
    expect(rareCharacters('陈𬱟李㛃王明〇')).toEqual(['𬱟', '㛃']);
  });
});
