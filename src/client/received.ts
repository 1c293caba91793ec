export { type Statements, statementsOf } from '../backend/rest-withdrawals.ts';
